const EXCERPT_MOST = 240;
const PREFIX =
  /^(?:<\*>|\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?|\[?\d\d:\d\d:\d\d[.,\d]*\]?|\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?:?|-|(?:Trace|Span)_?ID[:=]\s?\S+)\s+/i;
const IDS = /\b(?:trace|span|request|correlation)[ _-]?id[:=]\s?\S+\s*/gi;

/** Process, thread, trace and logger, as Spring writes them before the message. */
const SPRING = /^\d+ --- (?:\[[^\]]*\] *)+(?:[\w$.]+ *: )?/;

/** A line as it can stand in a sentence: without time, level and ids of its own, and cut. */
export function excerptOf(message: string, most = EXCERPT_MOST): string {
  let text = message.replace(/\s+/g, " ").trim();
  for (let next = text.replace(PREFIX, ""); next !== text; next = text.replace(PREFIX, "")) text = next;
  text = text.replace(SPRING, "").replace(IDS, "").trim();
  if (text.length > most) text = text.slice(Math.max(text.lastIndexOf("nested exception is "), text.lastIndexOf("Caused by: "), 0));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Time of day in UTC. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

export function linesOf(count: number): string {
  return count === 1 ? "one line" : `${grouped(count)} lines`;
}

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A rate as people say it. */
export function rateOf(aMinute: number): string {
  if (aMinute === 0) return "0";
  return aMinute >= 10 ? grouped(Math.round(aMinute)) : String(Number(aMinute.toPrecision(2)));
}

export function shareOf(count: number, of: number): string {
  return `${Math.round((100 * count) / Math.max(1, of))} %`;
}

import { list, numberOr, record, words } from "./loose.ts";

/** Telling lines of a recorded log: each shape once with how often it came, in the order of their last appearance. */
export type LogText = {
  source: string;
  /** The pod, or the service, that wrote it. */
  subject: string;
  lines: LogLine[];
  slow: Slow[];
  total: number;
  /** The last line of all, telling or not. */
  last: string;
};

export type LogLine = { text: string; count: number; isSevere: boolean };

/** Work that the log itself says took long. */
export type Slow = { what: string; seconds: number[] };

const TELLING =
  /\b(error|err|fatal|panic|exception|traceback|fail\w*|refused|denied|time ?d? ?-?out|unable|cannot|can't|could ?n[o']t|no such|not (found|set|defined|exist\w*|ready|allowed)|undefined|invalid|expired?|missing|killed|critical|unreachable|unavailable|exhausted|abort\w*|\w+(?:error|exception)|read-?only|emerg|unknown|unrecogni[sz]ed|unsupported|unauthori[sz]ed|forbidden|conflict|corrupt\w*|deprecat\w*|too many|no space|overflow|deadlock|reset by peer|crash\w*|partition\w*|mismatch|warn(ing)?)\b/i;
const SEVERE = /\b(fatal|panic|emerg|critical|\w*error|\w*exception|traceback|killed|exhausted|expired)\b|"level":(50|60)\b|^[EF]\d{4} /i;
const BENIGN =
  /\b(no|0|zero|without) (error|failure|warning)s?\b|errors?[=:] ?(0|null|nil|none|false)\b|\bjitter|error_?(rate|handler|reporting)|^\s*at\s/i;
const SHAPES = 400;
const LONGEST = 600;

/** Reads the lines of a log as `kubectl logs` prints it. Takes any text; long lines are cut. */
export function readLog(text: string, subject: string, source: string): LogText {
  const shapes = new Map<string, LogLine>();
  const slow = new Map<string, Slow>();
  let total = 0;
  let last = "";
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from) < 0 ? text.length : text.indexOf("\n", from);
    const line = clean(text.slice(from, Math.min(end, from + LONGEST)));
    from = end + 1;
    if (line === "") continue;
    total += 1;
    last = line;
    noteSlow(line, slow);
    if ((TELLING.test(line) || SEVERE.test(line)) && !BENIGN.test(line)) note(line, 1, shapes);
  }
  return { source, subject, lines: [...shapes.values()], slow: [...slow.values()], total, last };
}

/** Patterns of errors that somebody has counted already: `{patterns: [{count, sample}]}`. */
export function readPatterns(value: unknown, subject: string, source: string): LogText | null {
  const patterns = list(record(value).patterns).map(record);
  if (patterns.length === 0) return null;
  const shapes = new Map<string, LogLine>();
  for (const { sample, count } of patterns)
    if (!BENIGN.test(words(sample))) note(clean(words(sample).slice(0, 4 * LONGEST)), numberOr(count, 1), shapes);
  return { source, subject, lines: [...shapes.values()], slow: [], total: numberOr(record(value).total_log_count, patterns.length), last: "" };
}

const clean = (line: string): string => line.replace(/\u001b?\[\d{1,3}(;\d+)*m/g, "").trim();

function note(line: string, count: number, shapes: Map<string, LogLine>): void {
  const shape = line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, "#").slice(0, 160);
  const before = shapes.get(shape);
  shapes.delete(shape);
  if (shapes.size >= SHAPES) shapes.delete(shapes.keys().next().value ?? "");
  shapes.set(shape, before ? { ...before, text: line, count: before.count + count } : { text: line, count, isSevere: SEVERE.test(line) });
}

const TOOK = /^(.*?)\b(?:in|took|after|=|:)\s*(\d+(?:\.\d+)?)\s?(s|sec|secs|seconds|ms|milliseconds)\b/i;

function noteSlow(line: string, slow: Map<string, Slow>): void {
  const found = TOOK.exec(line) ?? /^(?:.*"(?:url|path)":"([^"]*)".*)?"(?:responseTime|duration_?ms|elapsed_?ms)":\s*(\d+(?:\.\d+)?)()/i.exec(line);
  if (!found) return;
  const seconds = Number(found[2]) * (/^s/i.test(found[3] ?? "") ? 1 : 0.001);
  const what = (found[1] ?? "").replace(/\d+/g, "#").trim().slice(-120) || "requests";
  const known = slow.get(what) ?? { what, seconds: [] };
  if (known.seconds.length < 1_000) known.seconds.push(seconds);
  slow.set(what, known);
}

/** What a log says when asked for a line that explains an end: severe lines before others, later before earlier. */
export function mostTelling(log: LogText | null, most = 1): LogLine[] {
  const lines = (log?.lines ?? []).toReversed();
  return [...lines.filter(({ isSevere }) => isSevere), ...lines.filter(({ isSevere }) => !isSevere)].slice(0, most);
}

import { instantOf } from "#server/evidence/index.ts";

export type LogLine = { time: string | null; service: string; level: string | null; message: string; trace?: string };

const STAMP =
  /^\[?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?|\d{10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19})\]?[\s:|-]+/i;
const LEVEL = /\b(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|FATAL|CRIT(?:ICAL)?|PANIC|SEVERE)\b/;
const LEVEL_IN_LOWER = /(?:^|level=|\[)(trace|debug|info|warn(?:ing)?|error|fatal|panic)\b/;
const GOES_ON = /^(?:\s|at |Caused by|\.{3} \d+ more|Traceback)/;

/**
 * Lines of a plain log. A line that begins with an instant is of that time; one without goes on with the one before, where it is indented, or is of the
 * same time. Pure.
 */
export function plainLogLines(text: string, service: string): LogLine[] {
  const lines: LogLine[] = [];
  let time: string | null = null;
  for (const raw of text.split(/\r?\n/)) {
    if (raw.trim() === "") continue;
    const stamp = STAMP.exec(raw);
    const at = stamp ? instantOf(stamp[1]?.replace(",", ".")) : null;
    const last = lines.at(-1);
    if (at === null && last && GOES_ON.test(raw)) {
      last.message = `${last.message}\n${raw}`.slice(0, 8_000);
      continue;
    }
    if (at !== null) time = new Date(at).toISOString();
    const message = at !== null && stamp ? raw.slice(stamp[0].length) : raw;
    const head = message.slice(0, 80);
    lines.push({ time, service, level: (LEVEL.exec(head)?.[1] ?? LEVEL_IN_LOWER.exec(head)?.[1])?.toLowerCase() ?? null, message });
  }
  return lines;
}

/** `payments-api-2026-11-23.log` is a log of payments-api. Pure. */
export function serviceOf(fileName: string): string {
  const stem = fileName.replace(/\.(?:log|txt|out|jsonl|ndjson|json|csv)(?:\.\d+)?$/i, "");
  return stem.replace(/[._-]*\d{4}-?\d{2}-?\d{2}.*$/, "").replace(/[._-]+(?:log|logs|error|access|stdout|stderr)$/i, "") || stem || fileName;
}

const NAMES = {
  time: ["time", "timestamp", "@timestamp", "ts", "date", "datetime"],
  message: ["message", "msg", "log", "text", "body", "event"],
  level: ["level", "severity", "lvl", "loglevel"],
  service: ["service", "service.name", "service_name", "app", "application", "component", "container"],
  trace: ["trace", "trace_id", "traceId", "trace.id"],
} as const;

/** A line of JSON under whichever of the usual names; null where it has neither message nor time. Pure. */
export function jsonLogLine(fields: Record<string, unknown>, service: string): LogLine | null {
  const first = (names: readonly string[]) =>
    names.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== "");
  const [time, message, level, named, trace] = [NAMES.time, NAMES.message, NAMES.level, NAMES.service, NAMES.trace].map(first);
  const at = instantOf(time);
  if (message === undefined && at === null) return null;
  return {
    time: at === null ? null : new Date(at).toISOString(),
    service: typeof named === "string" ? named : service,
    level: typeof level === "string" ? level.toLowerCase() : null,
    message: typeof message === "string" ? message : JSON.stringify(message ?? fields),
    ...(typeof trace === "string" ? { trace } : {}),
  };
}

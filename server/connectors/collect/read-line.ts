const MESSAGES = ["msg", "message", "log", "event", "body"];
const LEVELS = ["level", "severity", "lvl", "loglevel"];
const TRACES = ["trace_id", "traceId", "traceID", "trace", "requestId", "request_id"];
const LOGFMT = /\b(?:trace_?id|traceID)=("?)([\w-]{8,64})\1/i;

/** What a line says: the message of a JSON line with whatever error stands beside it, else the line. Pure. */
export function messageOf(line: string): string {
  const fields = fieldsOf(line);
  const message = fields && textIn(fields, MESSAGES);
  if (!fields || !message) return line;
  const error = textIn(fields, ["error", "err", "exception", "stack"]);
  return error && !message.includes(error) ? `${message}: ${error}` : message;
}

export function levelOf(line: string): string | null {
  const fields = fieldsOf(line);
  return fields ? textIn(fields, LEVELS) : null;
}

export function traceOf(line: string): string | null {
  const fields = fieldsOf(line);
  return fields ? textIn(fields, TRACES) : (LOGFMT.exec(line)?.[2] ?? null);
}

function fieldsOf(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textIn(fields: Record<string, unknown>, names: readonly string[]): string | null {
  const found = names.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== "");
  if (found === undefined) return null;
  return typeof found === "string" ? found : JSON.stringify(found);
}

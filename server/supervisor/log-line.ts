const LEVELS: Record<number, string> = { 40: "warning", 50: "error", 60: "fatal" };
const UNSHOWN = new Set(["level", "time", "msg", "pid", "hostname"]);

/** One line of a child for people: its structured log lines become words, anything else stays as it is. */
export function readableLine(line: string): string {
  const entry = parse(line);
  if (!entry) return line;
  const level = LEVELS[Number(entry.level)];
  const details = Object.entries(entry).filter(([name]) => !UNSHOWN.has(name));
  const words = [level ? `${level}:` : "", entry.msg, ...details.map(([name, value]) => `${name}=${show(value)}`)];
  return words.filter(Boolean).join(" ");
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{"level":')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  const { message, stack } = (value ?? {}) as { message?: unknown; stack?: unknown };
  return typeof stack === "string" ? stack : typeof message === "string" ? message : JSON.stringify(value);
}

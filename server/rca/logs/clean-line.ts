import { LINE_MOST } from "./brackets.ts";

const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]+/g;
const NEEDS_CLEANING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;
const SAYS_KEY = /\b(?:msg|message|err|error|reason|cause)="((?:[^"\\]|\\.)*)"/g;
const TEXT_FIELDS = ["message", "msg", "event", "log", "error", "err", "exception", "reason", "detail"];
const LEVEL_WORD =
  /^(?:\S+\s+){0,4}?[[(<|]?(trace|debug|info(?:rmation)?|notice|warn(?:ing)?|error|err|severe|fatal|crit(?:ical)?|panic|emerg|alert)(?=[\])>|:\s])|\b(?:level|lvl|severity)="?(\w+)/i;

const LEVELS: Record<string, string> = {
  trace: "debug",
  information: "info",
  notice: "info",
  warning: "warn",
  err: "error",
  severe: "error",
  crit: "fatal",
  critical: "fatal",
  panic: "fatal",
  emerg: "fatal",
  alert: "fatal",
  "10": "debug",
  "20": "debug",
  "30": "info",
  "40": "warn",
  "50": "error",
  "60": "fatal",
};

export type CleanLine = { text: string; level: string | null };

/** A line as text of bearable length: without escape sequences and unprintable bytes, and the words themselves where they are wrapped in JSON or `msg="…"`. */
export function cleanLine(message: string, level: string | null): CleanLine {
  let text = message.length > 2 * LINE_MOST ? message.slice(0, 2 * LINE_MOST) : message;
  if (NEEDS_CLEANING.test(text)) text = text.replace(ESCAPES, "").replace(UNPRINTABLE, " ");
  let own = level;
  if (text.startsWith("{")) {
    const unwrapped = unwrapJson(text);
    text = unwrapped.text;
    own ??= unwrapped.level;
  } else if (text.includes('msg="') || text.includes('message="')) text = unwrapPairs(text);
  return { text, level: own === null ? levelIn(text) : levelOf(own) };
}

function unwrapJson(text: string): CleanLine {
  try {
    const fields = JSON.parse(text) as Record<string, unknown>;
    const said = TEXT_FIELDS.map((name) => fields[name]).filter((value) => typeof value === "string" && value !== "");
    const level = fields.level ?? fields.severity ?? fields.lvl;
    const status = fields.status ?? fields.statusCode ?? fields.status_code;
    if (said.length === 0) return { text, level: level === undefined ? null : String(level) };
    return {
      text: `${said.join(": ")}${status === undefined ? "" : ` status=${String(status)}`}`,
      level: level === undefined ? null : String(level),
    };
  } catch {
    return { text, level: null };
  }
}

function unwrapPairs(text: string): string {
  return text.replace(SAYS_KEY, (_, said: string) => said.replaceAll('\\"', '"'));
}

function levelIn(text: string): string | null {
  const found = LEVEL_WORD.exec(text.length > 200 ? text.slice(0, 200) : text);
  const word = found?.[1] ?? found?.[2];
  return word ? levelOf(word) : null;
}

function levelOf(word: string): string {
  const lower = word.toLowerCase();
  return LEVELS[lower] ?? lower;
}

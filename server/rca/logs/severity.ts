import type { LogTemplate } from "./digest.ts";

const FAILS =
  /\b(?:exception|traceback|panic|fatal|critical|fail(?:ed|ure|ing|s)?|errors?|timed? ?-?out|refused|denied|unable to|cannot|could not|couldn'?t|rejected|aborted|crash\w*|killed|exhaust\w*|expired|unreachable|unavailable|corrupt\w*|deadlock|no space)\b|[a-z](?:Exception|Error)\b/i;
const HARMLESS =
  /\b(?:no|0|zero|without(?: any)?) (?:errors?|failures?|exceptions?)\b|\berrors?[=:] ?(?:0|null|nil|none|false|""|\[\])|\b(?:error|failure)[_ -]?(?:rate|count|handler|handling|page|reporting)\b[=: ]*0?\b|\bfailover\b.{0,20}\b(?:ready|enabled)\b|\brecovered\b/i;
const FRAME = /^\s*(?:at [\w$.<>/]+\(|at .+:\d+:\d+|File ".+", line \d+|\.{3} \d+ more|[\w$.]+\.(?:go|py|rb|js|ts|java):\d+\s*$)/;

/** How grave a line is by its own words, from 0 to 1. Its level counts most; without one, or at a low one, what it says. */
export function severityOf({ level, text, marks, samples }: LogTemplate): number {
  if (FRAME.test(text)) return 0;
  if (level === "fatal") return 0.85;
  if (level === "error") return 0.75;
  const said = samples[0]?.message.slice(0, 600) ?? text;
  const fails = (FAILS.test(said) && !HARMLESS.test(said)) || marks.some((mark) => mark.startsWith("5") || /[A-Z]/.test(mark));
  if (level === "warn") return fails ? 0.55 : 0.35;
  if (level === "debug") return fails ? 0.2 : 0;
  if (level === null) return fails ? 0.65 : 0;
  return fails ? 0.45 : 0;
}

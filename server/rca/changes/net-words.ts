import type { DiffLine } from "./diff.ts";

const TOKEN = /[A-Za-z_$][\w$]*(?:[-.][\w$]+)*|\d+(?:\.\d+)?/g;

/** What changed lines really add or take, and what stands in them before and after: only the former can have done anything. */
export function netWords(lines: readonly DiffLine[]): { net: string; both: string } {
  const counts = new Map<string, number>();
  const all = new Set<string>();
  for (const { sign, text } of lines) {
    for (const token of text.match(TOKEN) ?? []) {
      all.add(token);
      counts.set(token, (counts.get(token) ?? 0) + (sign === "-" ? -1 : 1));
    }
  }
  const [net, both]: [string[], string[]] = [[], []];
  for (const token of all) (counts.get(token) === 0 ? both : net).push(token);
  return { net: net.join("\n"), both: both.join("\n") };
}

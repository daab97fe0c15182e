import type { DiffLine } from "./diff.ts";

const CALL = /[\w.]+(?=\()/g;
/** Calls on what a request brings along, and on errors. */
const PLUMBING =
  /^(err|error|e|ex|ctx|context|r|req|request|w|res|resp|response|json|fmt|errors|log|logger)\.|^(if|for|while|switch|return|func|function|catch|append|len|string|_)$/;

/** Whether calls that are there before and after come in another order. */
export function isReordered(lines: readonly DiffLine[]): boolean {
  const [before, after] = [callsOf(lines, "-"), callsOf(lines, "+")];
  const [kept, come] = [before.filter((name) => after.includes(name)), after.filter((name) => before.includes(name))];
  return kept.length > 1 && kept.join() !== come.join();
}

/** Each call once, in the order in which it comes first. */
function callsOf(lines: readonly DiffLine[], sign: string): string[] {
  const calls = lines.filter((line) => line.sign === sign).flatMap(({ text }) => text.match(CALL) ?? []);
  return [...new Set(calls)].filter((name) => !PLUMBING.test(name));
}

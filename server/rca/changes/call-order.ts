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

/** Whether a line went past another that calls the same: of routes, layers and cases the first that fits is taken. */
export function hasPassed(line: DiffLine, all: readonly DiffLine[]): boolean {
  const squeezed = ({ text }: DiffLine): string => text.replace(/[\s;,]+/g, "");
  const twin = all.find((one) => one.sign !== " " && one.sign !== line.sign && one.path === line.path && squeezed(one) === squeezed(line));
  const calls: readonly string[] = line.text.match(CALL) ?? [];
  const call = calls.find((name) => name.includes(".") && !PLUMBING.test(name));
  if (!twin || !call) return false;
  const [one, other] = [all.indexOf(line), all.indexOf(twin)].toSorted((a, b) => a - b) as [number, number];
  return all.slice(one + 1, other).some(({ sign, text }) => sign === " " && [...(text.match(CALL) ?? [])].some((name) => name === call));
}

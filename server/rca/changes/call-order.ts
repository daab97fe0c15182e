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

/** Calls as they are carried out: what stands within the brackets of another comes before it. */
function inOrder(text: string): string[] {
  const ended = [...text.matchAll(CALL)].map(({ 0: name, index }) => ({ name, end: endOf(text, index + name.length) }));
  return ended.toSorted((one, other) => one.end - other.end).map(({ name }) => name);
}

/** Where the bracket that opens at a place is closed; the end of the text where it is not. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** Each call once, in the order in which it comes first. */
function callsOf(lines: readonly DiffLine[], sign: string): string[] {
  const calls = lines.filter((line) => line.sign === sign).flatMap(({ text }) => inOrder(text));
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

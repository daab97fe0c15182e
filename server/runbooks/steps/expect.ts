import type { Expectation } from "#lib/contracts/runbook.ts";

/** What keeps an output from being as expected, in a sentence; null where it is. Pure. */
export function missedIn(expectation: Expectation | undefined, output: string): string | null {
  if (!expectation) return null;
  const text = output.trim();
  const shown = text === "" ? "nothing" : `“${text.length > 120 ? `${text.slice(0, 120)}…` : text}”`;
  const { equals, contains, matches, atLeast, atMost } = expectation;
  if (equals !== undefined && text !== equals.trim())
    return `expected ${equals.trim() === "" ? "nothing" : `“${equals.trim()}”`}, and it is ${shown}`;
  if (contains !== undefined && !text.includes(contains)) return `expected it to contain “${contains}”, and it is ${shown}`;
  if (matches !== undefined && !fits(matches, text)) return `expected it to match ${matches}, and it is ${shown}`;
  return numberMissed("at least", atLeast, text, shown) ?? numberMissed("at most", atMost, text, shown);
}

function numberMissed(words: "at least" | "at most", wanted: number | string | undefined, text: string, shown: string): string | null {
  if (wanted === undefined) return null;
  const [number, limit] = [Number(text), Number(wanted)];
  const holds = text !== "" && Number.isFinite(number) && (words === "at least" ? number >= limit : number <= limit);
  return holds ? null : `expected ${words} ${wanted}, and it is ${shown}`;
}

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text.slice(0, 20_000));
  } catch {
    return false;
  }
}

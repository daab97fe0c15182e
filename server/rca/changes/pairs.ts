import type { DiffLine } from "./diff.ts";

export type Pair = { before: DiffLine; after: DiffLine; at: number };

const ALIKE = 0.6;

/** Lines taken and the lines that stand in their place: those of the same place in the diff that share most of their words. `at`: the place of the former. */
export function pairsOf(lines: readonly DiffLine[], wordsOf: (text: string) => string[] = namesOf): Pair[] {
  return lines.flatMap((before, at) => {
    if (before.sign !== "-") return [];
    const own = wordsOf(before.text);
    const best = lines
      .filter(({ sign, path, block }) => sign === "+" && path === before.path && block === before.block)
      .map((after) => ({ after, likeness: likeness(own, wordsOf(after.text)) }))
      .toSorted((one, other) => other.likeness - one.likeness)[0];
    return best && best.likeness >= ALIKE ? [{ before, after: best.after, at }] : [];
  });
}

export const namesOf = (text: string): string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

/** Share of the words that two lines have in common (Dice 1945). */
function likeness(one: readonly string[], other: readonly string[]): number {
  const common = one.filter((word) => other.includes(word)).length;
  return one.length + other.length === 0 ? 0 : (2 * common) / (one.length + other.length);
}

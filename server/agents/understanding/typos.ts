import { SHORT_FORMS } from "./contractions.ts";
import { REAL_WORDS } from "./real-words.ts";

export type Corrector = (word: string) => string;

/** Leaves every word as it is. */
export const asWritten: Corrector = (word) => word;

const LETTERS = /^\p{L}+$/u;
const SHORTEST = 4;
const LONGEST = 24;

/**
 * Puts words right that are one slip away from a known word (two from eight letters on): a letter too much, too few, another, or two
 * swapped. Words that are known, or are real words themselves, stay. The nearest wins, then swaps, then less `handicap` (slips, under 0.2), then the first
 * in the alphabet.
 */
export function correctorFor(known: Iterable<string>, handicap: (word: string) => number = () => 0): Corrector {
  const words = new Set([...known].filter((word) => LETTERS.test(word)));
  const candidates = new Map<number, string[]>();
  for (const word of [...words].toSorted()) {
    if (word.length < SHORTEST) continue;
    candidates.set(word.length, [...(candidates.get(word.length) ?? []), word]);
  }
  const stays = new Set([...words, ...SHORT_FORMS, ...REAL_WORDS]);
  const remembered = new Map<string, string>();
  return (word) => {
    if (word.length < SHORTEST - 1 || word.length > LONGEST || stays.has(word) || !LETTERS.test(word)) return word;
    const before = remembered.get(word);
    if (before !== undefined) return before;
    const answer = nearest(word, candidates, handicap);
    if (remembered.size < 5000) remembered.set(word, answer);
    return answer;
  };
}

function nearest(word: string, candidates: ReadonlyMap<number, readonly string[]>, handicap: (word: string) => number): string {
  let best = word;
  let least = Number.POSITIVE_INFINITY;
  for (let length = word.length - 2; length <= word.length + 2; length += 1) {
    for (const candidate of candidates.get(length) ?? []) {
      const cost = costOf(word, candidate) + handicap(candidate);
      if (cost >= least) continue;
      least = cost;
      best = candidate;
    }
  }
  return best;
}

/** Slips between them, infinite when they are too many for words of this size; swaps count a little less, another first letter more. */
function costOf(word: string, candidate: string): number {
  const size = Math.max(word.length, candidate.length);
  const most = size >= 8 ? 2 : 1;
  if (Math.abs(word.length - candidate.length) > most) return Number.POSITIVE_INFINITY;
  const slips = distance(word, candidate, most);
  if (slips > most) return Number.POSITIVE_INFINITY;
  const isSwap = word.length === candidate.length && [...word].toSorted().join("") === [...candidate].toSorted().join("");
  if (size <= 4 && !isSwap) return Number.POSITIVE_INFINITY;
  if (word.length < SHORTEST && candidate.length < 5) return Number.POSITIVE_INFINITY;
  return slips - (isSwap ? 0.3 : 0) + (word.charAt(0) === candidate.charAt(0) ? 0 : 0.2);
}

/** Damerau-Levenshtein with swaps of neighbours; `most + 1` when it is more. */
export function distance(one: string, other: string, most = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one.charAt(i - 1) === other.charAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one.charAt(i - 1) === other.charAt(j - 2) && one.charAt(i - 2) === other.charAt(j - 1))
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? 0;
}

import type { Change } from "../bundle.ts";
import type { Saying } from "./sayings.ts";
import { partsOf, stemsOf, wordsOf } from "./words.ts";

/** How telling a word is: those of many changes, and those that services are called by, say little (inverse document frequency, Spärck Jones 1972). */
export type Rarity = (word: string) => number;

export function rarityOf(changes: readonly Change[], services: readonly string[]): Rarity {
  const uses = new Map<string, number>();
  for (const { title, detail } of changes) for (const { text } of wordsOf(`${title}\n${detail}`)) uses.set(text, (uses.get(text) ?? 0) + 1);
  const names = new Set(services.flatMap((service) => [...stemsOf(service), ...partsOf(service), partsOf(service).join("-")]));
  const most = Math.log(changes.length + 1.5);
  return (word) => {
    const rare = Math.log((changes.length + 1.5) / ((uses.get(word) ?? 0) + 0.5)) / Math.max(1, most);
    return Math.max(0, rare) * (names.has(word) ? 0.1 : 1);
  };
}

const SATURATION = 3.2;
const MOST_SHARED = 6;

/** What a change and the evidence both speak of, the most telling first, and how much that is. */
export function sharedWords(
  texts: readonly { text: string; weight: number }[],
  sayings: readonly Saying[],
  rarity: Rarity,
): { score: number; shared: string[] } {
  const said = new Map<string, number>();
  for (const { text, weight, kind } of sayings) {
    for (const word of wordsOf(text)) said.set(word.text, Math.max(said.get(word.text) ?? 0, weight * (kind === "series" ? 0.8 : 1)));
  }
  const found = new Map<string, number>();
  for (const { text, weight } of texts) {
    for (const { text: word, isName } of wordsOf(text)) {
      const told = said.get(word);
      if (told !== undefined) found.set(word, Math.max(found.get(word) ?? 0, told * weight * rarity(word) * (isName ? 2 : 1)));
    }
  }
  const sorted = [...found].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const sum = sorted.slice(0, 12).reduce((total, [, score]) => total + score, 0);
  return {
    score: 1 - Math.exp(-sum / SATURATION),
    shared: sorted
      .filter(([, score]) => score > 0.3)
      .slice(0, MOST_SHARED)
      .map(([word]) => word),
  };
}

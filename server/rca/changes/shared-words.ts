import type { Bundle, Change } from "../bundle.ts";
import type { Literal } from "./literals.ts";
import type { Onset } from "./onset.ts";
import type { Saying } from "./sayings.ts";
import { partsOf, stemOf, stemsOf, wordsOf } from "./words.ts";

/** How telling a word is, from 0 to 1. */
export type Rarity = (word: string) => number;
export type Shared = { score: number; strongest: number; shared: string[] };

const USUAL = 0.55;
const OF_SERVICE = 0.1;

/**
 * Words of many changes, those that services are called by, and those of lines that come in calm as well say little (inverse document frequency, Spärck Jones
 * 1972).
 */
export function rarityOf(changes: readonly Change[], services: readonly string[], logs: Bundle["logs"], { turns }: Onset): Rarity {
  const uses = new Map<string, number>();
  for (const { title, detail } of changes) for (const { text } of wordsOf(`${title}\n${detail}`)) uses.set(text, (uses.get(text) ?? 0) + 1);
  const parts = services.flatMap((service) => [...stemsOf(service), ...partsOf(service)]);
  const names = new Set([...parts.map(stemOf), ...services.map((service) => partsOf(service).map(stemOf).join("-"))]);
  const fresh = new Set(turns.filter(({ direction }) => direction === "new").map(({ template }) => template));
  const calm = logs.templates.filter((template) => !fresh.has(template)).slice(0, 300);
  const usual = new Set(calm.flatMap(({ text }) => wordsOf(text, true).map((word) => word.text)));
  const most = Math.log(changes.length + 1.5);
  return (word) => {
    const rare = Math.log((changes.length + 1.5) / ((uses.get(word) ?? 0) + 0.5)) / Math.max(1, most);
    return Math.max(0, rare) * (names.has(word) ? OF_SERVICE : 1) * (usual.has(word) ? USUAL : 1);
  };
}

const SATURATION = 3.2;
const MOST_SHARED = 6;

/** The telling words of the evidence, each with the weight of the most telling thing that says it. */
export function saidOf(sayings: readonly Saying[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { text, weight, kind } of sayings)
    for (const word of wordsOf(text, true)) said.set(word.text, Math.max(said.get(word.text) ?? 0, weight * (kind === "series" ? 0.8 : 1)));
  return said;
}

/** What a change and the evidence both speak of, the most telling first, and how much that is. */
export function sharedWords(
  texts: readonly { text: string; weight: number }[],
  said: ReadonlyMap<string, number>,
  rarity: Rarity,
  literal: Literal | null = null,
): Shared {
  const found = new Map<string, { score: number; shown: string }>();
  if (literal) found.set(literal.shown, { score: 2 * literal.strongest, shown: literal.shown.slice(0, 60) });
  for (const { text, weight } of texts) {
    for (const { text: word, isName, shown } of wordsOf(text)) {
      const told = said.get(word);
      if (told === undefined) continue;
      const score = told * weight * rarity(word) * (isName ? 2 : 1);
      if (score > (found.get(word)?.score ?? 0)) found.set(word, { score, shown });
    }
  }
  const sorted = [...found.values()].toSorted((one, other) => other.score - one.score || (one.shown < other.shown ? -1 : 1));
  const sum = sorted.slice(0, 12).reduce((total, { score }) => total + score, 0);
  return {
    score: 1 - Math.exp(-sum / SATURATION),
    strongest: Math.min(1, (sorted[0]?.score ?? 0) / 2),
    shared: sorted
      .filter(({ score }) => score > 0.3)
      .slice(0, MOST_SHARED)
      .map(({ shown }) => shown),
  };
}

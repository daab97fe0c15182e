import { defaultFilter } from "cmdk";

export type Ranked<T> = { heading: string; items: T[] };

/** What fits the words, the best first, within its group; groups by their best. Without words, everything as it came. Pure. */
export function rank<T extends { words: string }>(groups: Ranked<T>[], search: string): Ranked<T>[] {
  if (search.trim() === "") return groups.filter(({ items }) => items.length > 0);
  return groups
    .map(({ heading, items }) => {
      const scored = items.map((item) => ({ item, score: defaultFilter(item.words, search) })).filter(({ score }) => score > 0);
      scored.sort((a, b) => b.score - a.score);
      return { heading, items: scored.map(({ item }) => item), best: scored[0]?.score ?? 0 };
    })
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => b.best - a.best)
    .map(({ heading, items }) => ({ heading, items }));
}

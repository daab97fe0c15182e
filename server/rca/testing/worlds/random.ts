/** Numbers that look random and are the same for the same seed (mulberry32, T. Ettinger, public domain). */
export type Random = {
  /** From 0, below 1. */
  next(): number;
  /** Whole, both ends included. */
  int(least: number, most: number): number;
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  take<Item>(items: readonly Item[], count: number): Item[];
  /** Normal with mean 0 and deviation 1 (Box–Muller). */
  normal(): number;
  hex(digits: number): string;
};

export function openRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const take = <Item>(items: readonly Item[], count: number): Item[] => {
    const rest = [...items];
    for (let at = rest.length - 1; at > 0; at -= 1) {
      const other = int(0, at);
      [rest[at], rest[other]] = [rest[other] as Item, rest[at] as Item];
    }
    return rest.slice(0, count);
  };
  return {
    next,
    int,
    between: (least, most) => least + next() * (most - least),
    chance: (share) => next() < share,
    pick: <Item>(items: readonly Item[]): Item => items[int(0, items.length - 1)] as Item,
    take,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    hex: (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join(""),
  };
}

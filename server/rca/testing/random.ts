/** Numbers that a seed decides: uniform in [0, 1), normal, and choices. */
export type Random = {
  next(): number;
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  normal(): number;
  pick<Item>(items: readonly Item[]): Item;
};

/** Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014 (SplitMix, 32 bits). */
export function openRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number): number => from + (to - from) * next();
  const whole = (from: number, to: number): number => Math.floor(between(from, to + 1));
  return {
    next,
    between,
    whole,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick(items) {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error("Nothing to pick from: give at least one item.");
      return item;
    },
  };
}

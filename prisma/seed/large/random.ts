/** Reproducible chance: the same seed gives the same numbers in the same order. */
export type Random = {
  /** From 0 up to, not including, 1. */
  number: () => number;
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** Earlier items far more often than later ones, as words in a language: the n-th about 1/n as often as the first. */
  pickZipf: <T>(list: readonly T[]) => T;
  /** Minutes around a median, most near it, a few many times as long. */
  minutes: (median: number, spread?: number) => number;
  hex: (digits: number) => string;
};

export function randomFrom(seed: number): Random {
  const number = mulberry32(seed);
  const whole = (from: number, to: number): number => from + Math.floor(number() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => at(list, Math.floor(number() * list.length));
  const pickZipf = <T>(list: readonly T[]): T => at(list, Math.floor(Math.exp(number() * Math.log(list.length + 1))) - 1);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number());
  return {
    number,
    whole,
    chance: (share) => number() < share,
    pick,
    pickZipf,
    minutes: (median, spread = 0.8) => median * Math.exp(normal() * spread),
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(""),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[Math.min(index, list.length - 1)];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

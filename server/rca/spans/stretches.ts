import type { Frame } from "../frame.ts";

/** Calm time in pieces, in order; what lies in the trouble is in none. Captures often hold single minutes of a day, some of them near an earlier fault. */
export type Stretches = { count: number; of(at: number): number; isTrouble(at: number): boolean };

const GAP_MS = 45_000;
const LONGEST_MS = 120_000;

export function stretchesOf(instants: Iterable<number>, { trouble }: Frame): Stretches {
  const before = [...instants].filter((at) => at < trouble.from).sort((one, other) => one - other);
  const ends: number[] = [];
  let begin = Number.NaN;
  let last = Number.NaN;
  for (const at of before) {
    if (!(at - last <= GAP_MS && at - begin <= LONGEST_MS)) {
      ends.push(at);
      begin = at;
    }
    ends[ends.length - 1] = at;
    last = at;
  }
  const of = (at: number): number => {
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { count: ends.length, of, isTrouble: (at) => at >= trouble.from && at <= trouble.to };
}

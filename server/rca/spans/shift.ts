/** Durations before and in the trouble, a bounded number of each. */
export type Sample = { before: number[]; after: number[]; seenBefore: number; seenAfter: number };

export type Shift = { before: number; after: number; ratio: number; z: number; requestsBefore: number; requestsAfter: number };

const KEPT = 1_024;
const LEAST = 5;
const FLOOR_MS = 0.3;
const MAD_TO_SIGMA = 1.4826;

export const emptySample = (): Sample => ({ before: [], after: [], seenBefore: 0, seenAfter: 0 });

export function addTo(sample: Sample, isTrouble: boolean, value: number): void {
  if (isTrouble) sample.seenAfter = keep(sample.after, value, sample.seenAfter);
  else sample.seenBefore = keep(sample.before, value, sample.seenBefore);
}

/** Beyond the bound each further value takes the place of one kept, by a fixed pattern that depends on its number alone. */
function keep(values: number[], value: number, seen: number): number {
  if (values.length < KEPT) values.push(value);
  else if (Math.imul(seen, 0x9e3779b1) >>> 0 < (2 ** 32 * KEPT) / (seen + 1)) values[(Math.imul(seen, 0x85ebca6b) >>> 0) % KEPT] = value;
  return seen + 1;
}

/** How far the median moved, with a floor under the scale so that constant values do not make a change of nothing look large; null with too few values. */
export function shiftOf({ before, after, seenBefore, seenAfter }: Sample): Shift | null {
  if (before.length < LEAST || after.length < LEAST) return null;
  const [calm, now] = [median(before), median(after)];
  const mad = median(before.map((value) => Math.abs(value - calm)));
  const scale = Math.max(mad * MAD_TO_SIGMA, 0.1 * calm, FLOOR_MS) / Math.sqrt(Math.min(after.length, 25));
  return {
    before: calm,
    after: now,
    ratio: (now + FLOOR_MS) / (calm + FLOOR_MS),
    z: (now - calm) / scale,
    requestsBefore: seenBefore,
    requestsAfter: seenAfter,
  };
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** From 0 to 1: by how many times it grew, and how surely. */
export function strengthOfShift({ ratio, z }: Shift): number {
  if (ratio <= 1 || z <= 0) return 0;
  return (1 - Math.exp(-Math.log(ratio) / 1.1)) * (1 - Math.exp(-z / 8));
}

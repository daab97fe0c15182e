/** Durations before and in the trouble, a bounded number of each; `places` tells the calm stretch of each value of `before`. */
export type Sample = { before: number[]; places: number[]; after: number[]; seenBefore: number; seenAfter: number };

/** `ratio` and `z` against the slowest calm, `fallRatio` and `fallZ` (positive when it fell) against the fastest. */
export type Shift = {
  before: number;
  after: number;
  ratio: number;
  z: number;
  fallRatio: number;
  fallZ: number;
  requestsBefore: number;
  requestsAfter: number;
};

const KEPT = 1_024;
const LEAST = 5;
const FLOOR_MS = 0.3;
const MAD_TO_SIGMA = 1.4826;

export const emptySample = (): Sample => ({ before: [], places: [], after: [], seenBefore: 0, seenAfter: 0 });

/** `place`: the calm stretch, null in the trouble. Beyond the bound a value takes the place of one kept, by a fixed pattern that depends on its number alone. */
export function addTo(sample: Sample, place: number | null, value: number): void {
  const values = place === null ? sample.after : sample.before;
  const seen = place === null ? sample.seenAfter : sample.seenBefore;
  if (place === null) sample.seenAfter += 1;
  else sample.seenBefore += 1;
  let at = values.length;
  if (values.length >= KEPT) {
    if (Math.imul(seen, 0x9e3779b1) >>> 0 >= (2 ** 32 * KEPT) / (seen + 1)) return;
    at = (Math.imul(seen, 0x85ebca6b) >>> 0) % KEPT;
  }
  values[at] = value;
  if (place !== null) sample.places[at] = place;
}

/**
 * How far the median moved, beyond what it moves between calm stretches anyway; with a floor under the scale, so that constant values do not make a change
 * of nothing look large. Null with too few values.
 */
export function shiftOf({ before, places, after, seenBefore, seenAfter }: Sample): Shift | null {
  if (before.length < LEAST || after.length < LEAST) return null;
  const [calm, now] = [median(before), median(after)];
  const medians = calmMedians(before, places);
  const aside = medians.length >= 3 ? 1 : 0;
  const high = Math.max(calm, medians.at(-1 - aside) ?? calm);
  const low = Math.min(calm, medians[aside] ?? calm);
  const mad = median(before.map((value) => Math.abs(value - calm)));
  const scale = Math.max(mad * MAD_TO_SIGMA, 0.1 * calm, FLOOR_MS) / Math.sqrt(Math.min(after.length, 25));
  return {
    before: calm,
    after: now,
    ratio: (now + FLOOR_MS) / (high + FLOOR_MS),
    z: (now - high) / scale,
    fallRatio: (low + FLOOR_MS) / (now + FLOOR_MS),
    fallZ: (low - now) / scale,
    requestsBefore: seenBefore,
    requestsAfter: seenAfter,
  };
}

/** Medians of the calm stretches, ascending. With three and more the outermost is set aside: it may lie in an earlier fault. */
function calmMedians(before: readonly number[], places: readonly number[]): number[] {
  return [...Map.groupBy(before.keys(), (at) => places[at] ?? 0).values()]
    .filter((own) => own.length >= LEAST)
    .map((own) => median(own.map((at) => before[at] ?? 0)))
    .toSorted((one, other) => one - other);
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** From 0 to 1: by how many times it grew, and how surely. */
export function strengthOfShift({ ratio, z }: Pick<Shift, "ratio" | "z">): number {
  if (ratio <= 1 || z <= 0) return 0;
  return (1 - Math.exp(-Math.log(ratio) / 1.1)) * (1 - Math.exp(-z / 8));
}

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
const BAND = 3;

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
  const calms = calmStretches(before, places);
  const [low, high] = calmBand(calms.map(({ middle }) => middle));
  const [calm, now] = [lowerMiddle(calms.map(({ middle }) => middle)), median(after)];
  const mad = lowerMiddle(calms.map(({ spread }) => spread).toSorted((one, other) => one - other));
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

/** Medians of the calm stretches, ascending, and how far values stray from them; all calm as one where no stretch has enough. */
function calmStretches(before: readonly number[], places: readonly number[]): { middle: number; spread: number }[] {
  const stretches = [...Map.groupBy(before.keys(), (at) => places[at] ?? 0).values()].map((own) => own.map((at) => before[at] ?? 0));
  const enough = stretches.filter((own) => own.length >= LEAST);
  return (enough.length > 0 ? enough : [before])
    .map((own) => {
      const middle = median(own);
      return { middle, spread: median(own.map((value) => Math.abs(value - middle))) };
    })
    .toSorted((one, other) => one.middle - other.middle);
}

/**
 * Between which medians calm stretches usually lie: round the middle one, as far as most of them stray from it. Stretches that lie in earlier faults do not
 * widen it while they are fewer than half.
 */
function calmBand(medians: readonly number[]): [low: number, high: number] {
  if (medians.length < 3) return [medians[0] ?? 0, medians.at(-1) ?? 0];
  const middle = lowerMiddle(medians);
  const stray = BAND * lowerMiddle(medians.map((value) => Math.abs(value - middle)).toSorted((one, other) => one - other));
  return [Math.max(medians[0] ?? middle, middle - stray), Math.min(medians.at(-1) ?? middle, middle + stray)];
}

const lowerMiddle = (sorted: readonly number[]): number => sorted[(sorted.length - 1) >> 1] ?? 0;

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

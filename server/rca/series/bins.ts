import { medianOf, quantileOf } from "./order.ts";

/** Medians of `size` neighbouring values from `from` on; the last bin may be shorter. With size 1 the values themselves. */
export function binned(values: Float64Array, size: number, from: number, to: number): Float64Array {
  if (size <= 1) return values.subarray(from, Math.max(from, to));
  const bins = new Float64Array(Math.ceil(Math.max(0, to - from) / size));
  for (let bin = 0; bin < bins.length; bin += 1) bins[bin] = medianOf(values, from + bin * size, Math.min(to, from + (bin + 1) * size));
  return bins;
}

const DRIFT_BINS = 12;
const LEAST_ROWS = 4 * DRIFT_BINS;
/** Median distance from the center, of a normal distribution with deviation 1. */
const MEDIAN_OF_NORMAL = 0.6745;

/**
 * How far a calm series wanders by itself on the way to the trouble, in its own unit: the typical distance of its medians half a calm apart, continued to
 * `ahead` (calms from the middle of the calm to the middle of the trouble) with the power by which it grew from a quarter to a half (the structure function of a
 * random walk grows with the root of the lag, that of a trend with the lag). 0 for too few rows.
 */
export function driftOf(values: Float64Array, from: number, to: number, ahead: number): number {
  if (to - from < LEAST_ROWS) return 0;
  const medians = binned(values, Math.ceil((to - from) / DRIFT_BINS), from, to);
  const [quarter, half] = [distanceAt(medians, medians.length >> 2), distanceAt(medians, medians.length >> 1)];
  if (!(half > 0)) return 0;
  const power = quarter > 0 ? Math.max(0, Math.min(1, Math.log2(half / quarter))) : 1;
  return (half / MEDIAN_OF_NORMAL) * Math.max(1, 2 * ahead) ** power;
}

function distanceAt(medians: Float64Array, lag: number): number {
  const distances = new Float64Array(Math.max(0, medians.length - lag));
  let count = 0;
  for (let at = 0; at < distances.length; at += 1) {
    const distance = Math.abs((medians[at + lag] ?? Number.NaN) - (medians[at] ?? Number.NaN));
    if (Number.isFinite(distance)) distances[count++] = distance;
  }
  return quantileOf(distances.subarray(0, count).sort(), 0.5);
}

/** A single value may stand out beyond its neighbours by so many deviations; what lasts has a second one beside it. */
const MOST_ALONE = 4;

/**
 * Scores in which no single one stands far out: a glitch of one sample is no state. The nearest values beside gaps count as neighbours. The last one is left: what it
 * begins cannot be known yet.
 */
export function withoutGlitches(scores: Float64Array): Float64Array {
  const calmed = Float64Array.from(scores);
  let before = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    const after = Math.abs(score) > MOST_ALONE ? nextAfter(scores, at) : Number.NaN;
    const sign = Math.sign(score);
    if (!Number.isNaN(after)) calmed[at] = sign * Math.min(Math.abs(score), Math.max(0, before * sign, after * sign) + MOST_ALONE);
    before = score;
  }
  return calmed;
}

function nextAfter(scores: Float64Array, at: number): number {
  let next = at + 1;
  while (next < scores.length && Number.isNaN(scores[next])) next += 1;
  return scores[next] ?? Number.NaN;
}

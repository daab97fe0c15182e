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
  return half * Math.max(1, 2 * ahead) ** power;
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

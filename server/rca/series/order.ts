/** Statistics of order over typed arrays. NaN stands for a gap and counts nowhere. */

/** The finite values of `values[from, to)`, ascending, in an array of their own. */
export function sortedOf(values: Float64Array, from = 0, to = values.length): Float64Array {
  const kept = new Float64Array(Math.max(0, to - from));
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isFinite(value)) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

/** The quantile of ascending values, linear between neighbours (type 7 of Hyndman and Fan, 1996); NaN of nothing. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const low = Math.floor(place);
  const below = sorted[low] ?? Number.NaN;
  const above = sorted[Math.min(sorted.length - 1, low + 1)] ?? below;
  return below + (above - below) * (place - low);
}

/** Median of `values[from, to)`, gaps aside; NaN when there are only gaps. */
export function medianOf(values: Float64Array, from = 0, to = values.length): number {
  return quantileOf(sortedOf(values, from, to), 0.5);
}

/** The first place in ascending `times` that is not before `at`. */
export function placeOf(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The usual distance of neighbouring instants, milliseconds; 0 for fewer than two. */
export function stepOf(times: Float64Array): number {
  const steps = new Float64Array(Math.max(0, Math.min(times.length, 500) - 1));
  for (let at = 0; at < steps.length; at += 1) steps[at] = (times[at + 1] ?? 0) - (times[at] ?? 0);
  const step = medianOf(steps);
  return Number.isFinite(step) ? step : 0;
}

/** What no instrument measures: larger values are broken, smaller ones are nothing. */
const MOST_MEASURED = 1e100;
const LEAST_MEASURED = 1e-100;

/** The values with gaps in place of broken ones; the same array where there are none. */
export function measurable(values: Float64Array): Float64Array {
  const isMeasured = (value: number): boolean => value === 0 || (Math.abs(value) < MOST_MEASURED && Math.abs(value) > LEAST_MEASURED);
  return values.every((value) => isMeasured(value) || Number.isNaN(value))
    ? values
    : values.map((value) => (isMeasured(value) ? value : Math.abs(value) < 1 ? 0 : Number.NaN));
}

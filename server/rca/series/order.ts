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

let scratch = new Float64Array(1024);

/** Median of `values[from, to)`, gaps aside; NaN when there are only gaps. By selection, without sorting. */
export function medianOf(values: ArrayLike<number>, from = 0, to = values.length): number {
  if (to - from > scratch.length) scratch = new Float64Array(2 * (to - from));
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isFinite(value)) scratch[count++] = value;
  }
  if (count === 0) return Number.NaN;
  const upper = selected(scratch, count, count >> 1);
  if (count % 2 === 1) return upper;
  let lower = scratch[0] ?? upper;
  for (let at = 1; at < count >> 1; at += 1) lower = Math.max(lower, scratch[at] ?? lower);
  return lower + (upper - lower) * 0.5;
}

/** The value of rank `rank` among the first `count`; smaller ones end up before it (Hoare, Algorithm 65: FIND, 1961, with the middle as pivot). */
function selected(values: Float64Array, count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? pivot) < pivot) left += 1;
      while ((values[right] ?? pivot) > pivot) right -= 1;
      if (left > right) break;
      const swapped = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = swapped;
    }
    if (right < rank) low = left;
    if (rank < left) high = right;
  }
  return values[rank] ?? Number.NaN;
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
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (!isMeasured(value) && !Number.isNaN(value)) return values.map((one) => (isMeasured(one) ? one : Math.abs(one) < 1 ? 0 : Number.NaN));
  }
  return values;
}

function isMeasured(value: number): boolean {
  const size = Math.abs(value);
  return value === 0 || (size < MOST_MEASURED && size > LEAST_MEASURED);
}

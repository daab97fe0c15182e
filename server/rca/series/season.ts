import { medianOf } from "./order.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
/** So many whole periods of calm are needed to tell a season from chance. */
const LEAST_PERIODS = 2;
/** A season is taken out when what is left varies by at most this share of before. */
const WORTH = 0.7;
/** Rows that tell the usual value of an hour. */
const LEAST_OF_AN_HOUR = 4;

/**
 * Values of the rows `[from, end)` of a series without the usual course of its day (with two weeks of calm: of its week), around the same center; everything else as it was.
 * The usual value of an hour is the median of its calm rows (`[from, calmTo)`), so single incidents do little. The values themselves where no season shows.
 */
export function withoutSeason(values: Float64Array, times: Float64Array, from: number, calmTo: number, end: number): Float64Array {
  const calmHours = ((times[calmTo - 1] ?? 0) - (times[from] ?? 0)) / HOUR_MS;
  const period = [WEEK_HOURS, DAY_HOURS].find((hours) => calmHours >= LEAST_PERIODS * hours * 0.99);
  if (period === undefined) return values;
  const spread = spreadOf(values, from, calmTo);
  if (spread === 0) return values;
  const hours = hoursOf(times, from, end, period);
  const usual = usualOf(values.subarray(from, calmTo), hours, period);
  if (usual === null) return values;
  const center = medianOf(values, from, calmTo);
  const left = Float64Array.from(values);
  for (let row = from; row < end; row += 1) left[row] = (values[row] ?? Number.NaN) - (usual[hours[row - from] ?? 0] ?? center) + center;
  return spreadOf(left, from, calmTo) <= WORTH * spread ? left : values;
}

function hoursOf(times: Float64Array, from: number, end: number, period: number): Uint8Array {
  const hours = new Uint8Array(end - from);
  for (let at = 0; at < hours.length; at += 1) hours[at] = Math.floor((times[from + at] ?? 0) / HOUR_MS) % period;
  return hours;
}

/** Median of each hour of the period; null when too few hours are covered. */
function usualOf(calm: Float64Array, hours: Uint8Array, period: number): Float64Array | null {
  const counts = new Uint32Array(period);
  for (let row = 0; row < calm.length; row += 1) if (Number.isFinite(calm[row])) counts[hours[row] ?? 0] = (counts[hours[row] ?? 0] ?? 0) + 1;
  for (let hour = 0; hour < period; hour += 1) if ((counts[hour] ?? 0) < LEAST_OF_AN_HOUR) return null;
  const ends = counts.slice();
  for (let hour = 1; hour < period; hour += 1) ends[hour] = (ends[hour - 1] ?? 0) + (counts[hour] ?? 0);
  const starts = ends.slice();
  const byHour = new Float64Array(ends[period - 1] ?? 0);
  for (let row = calm.length - 1; row >= 0; row -= 1) {
    const value = calm[row] ?? Number.NaN;
    const hour = hours[row] ?? 0;
    if (!Number.isFinite(value)) continue;
    const place = (starts[hour] ?? 0) - 1;
    starts[hour] = place;
    byHour[place] = value;
  }
  return new Float64Array(period).map((_, hour) => medianOf(byHour, starts[hour] ?? 0, ends[hour] ?? 0));
}

function spreadOf(values: Float64Array, from: number, to: number): number {
  const center = medianOf(values, from, to);
  const distances = new Float64Array(Math.max(0, to - from));
  for (let at = 0; at < distances.length; at += 1) distances[at] = Math.abs((values[from + at] ?? Number.NaN) - center);
  return medianOf(distances);
}

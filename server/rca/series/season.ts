import { medianOf, quantileOf } from "./order.ts";

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
  const usual = usualOf(values, times, from, calmTo, period);
  if (usual === null) return values;
  const center = medianOf(values, from, calmTo);
  const left = Float64Array.from(values);
  for (let row = from; row < end; row += 1) left[row] = (values[row] ?? Number.NaN) - (usual[hourOf(times[row] ?? 0, period)] ?? center) + center;
  return spreadOf(left, from, calmTo) <= WORTH * spreadOf(values, from, calmTo) ? left : values;
}

/** Median of each hour of the period; null when too few hours are covered. */
function usualOf(values: Float64Array, times: Float64Array, from: number, to: number, period: number): Float64Array | null {
  const hours: number[][] = Array.from({ length: period }, () => []);
  for (let row = from; row < to; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (Number.isFinite(value)) hours[hourOf(times[row] ?? 0, period)]?.push(value);
  }
  if (hours.some((own) => own.length < LEAST_OF_AN_HOUR)) return null;
  return Float64Array.from(hours, (own) =>
    quantileOf(
      own.sort((one, other) => one - other),
      0.5,
    ),
  );
}

function hourOf(at: number, period: number): number {
  return Math.floor(at / HOUR_MS) % period;
}

function spreadOf(values: Float64Array, from: number, to: number): number {
  const center = medianOf(values, from, to);
  return medianOf(values.subarray(from, to).map((value) => Math.abs(value - center)));
}

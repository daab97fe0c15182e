import { quantileOf } from "./order.ts";

/** How a series is when nothing is wrong. `up` and `down` are its scales above and below `center`, in its own unit, never 0. */
export type Baseline = { center: number; up: number; down: number; low: number; high: number; count: number };

/** IQR and the distance of median and 90th percentile, of a normal distribution with deviation 1. */
const IQR_OF_NORMAL = 1.349;
const P90_OF_NORMAL = 1.2816;
const MEAN_DEVIATION_OF_NORMAL = 0.7979;
/** A series that never varied is said to have left its value by at most so many deviations. */
const MOST_OF_CONSTANT = 50;

/**
 * Center and scale of sorted calm values by order statistics (median, IQR and 90th percentiles; Pham et al., BARO, FSE 2024 score by median and IQR), so
 * that an earlier incident among them does little. The scale has floors, without which a series that hardly varies turns every change into thousands of
 * deviations: a share of the center (`relativeFloor`), the mean deviation where the IQR is 0 (Iglewicz and Hoaglin, 1993), and for constants a
 * share of what it reaches later (`reach`, the largest distance from the center), and `least`, in the series' own unit, by what else is known of it. All are in proportion to the values, so a unit changes nothing.
 * Scales of few values are widened.
 */
export function baselineOf(sorted: Float64Array, relativeFloor: number, reach: number, least = 0): Baseline {
  const center = quantileOf(sorted, 0.5);
  const [low, high] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  const iqr = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / IQR_OF_NORMAL;
  const typical = iqr > 0 ? iqr : meanDeviationOf(sorted, center) / MEAN_DEVIATION_OF_NORMAL;
  const floor = Math.max(typical, least, relativeFloor * Math.abs(center), reach / MOST_OF_CONSTANT / 4, Number.MIN_VALUE * 1e20);
  const wider = 1 + 3 / Math.max(1, sorted.length);
  const scale = typical > 0 || least > 0 ? floor : Math.max(floor, reach / MOST_OF_CONSTANT);
  return {
    center,
    up: wider * Math.max(scale, (quantileOf(sorted, 0.9) - center) / P90_OF_NORMAL),
    down: wider * Math.max(scale, (center - quantileOf(sorted, 0.1)) / P90_OF_NORMAL),
    low,
    high,
    count: sorted.length,
  };
}

/** Mean distance from the center of all but the outer twentieths. */
function meanDeviationOf(sorted: Float64Array, center: number): number {
  const cut = Math.floor(sorted.length / 20);
  let sum = 0;
  for (let at = cut; at < sorted.length - cut; at += 1) sum += Math.abs((sorted[at] ?? center) - center);
  return sorted.length > 2 * cut ? sum / (sorted.length - 2 * cut) : 0;
}

/** More deviations than this say nothing more. */
const MOST = 1e9;

/** Deviations of `value` from the baseline, signed. */
export function deviationsOf(value: number, { center, up, down }: Baseline): number {
  return Math.max(-MOST, Math.min(MOST, (value - center) / (value >= center ? up : down)));
}

/** Deviations of `values[from, to)` from the baseline; gaps stay NaN. */
export function scoresOf(values: Float64Array, baseline: Baseline, from = 0, to = values.length): Float64Array {
  const scores = new Float64Array(Math.max(0, to - from));
  for (let at = 0; at < scores.length; at += 1) {
    const value = values[from + at] ?? Number.NaN;
    scores[at] = Number.isFinite(value) ? deviationsOf(value, baseline) : Number.NaN;
  }
  return scores;
}

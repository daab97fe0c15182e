import { medianOf } from "./order.ts";

/** The strongest lasting departure in a run of scores: weight, first place and place of the end of the rise, and its size in deviations. */
export type Excursion = { weight: number; from: number; to: number; magnitude: number };

/** What each doubling beyond adds. */
const BEYOND = 1;
/** Deviations that are taken for noise at each point (half the smallest shift of interest), and the most that one point adds. */
const ALLOWANCE = 1;
const MOST_OF_A_POINT = 8;

/**
 * Page's cumulative sum (Biometrika 41, 1954) over clipped robust scores in one direction (`sign` 1 or -1). It starts anew wherever it falls to 0, and
 * the last such place before its maximum is the usual estimate of the change. Clipping keeps one wild point from being taken for a change.
 * Gaps are passed over. One pass.
 */
export function excursionOf(scores: Float64Array, sign: 1 | -1, first = 0, end = scores.length): Excursion {
  let sum = 0;
  let begin = first;
  const best = { weight: 0, from: first, to: first };
  for (let at = first; at < end; at += 1) {
    const score = scores[at] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    if (sum === 0) begin = at;
    sum = Math.max(0, sum + compressed(score * sign) - ALLOWANCE);
    if (sum > best.weight) {
      best.weight = sum;
      best.from = begin;
      best.to = at;
    }
  }
  return { ...best, magnitude: best.weight > 0 ? Math.abs(medianOf(scores, best.from, best.to + 1)) : 0 };
}

/** As it is within what a point may add, and from there on with its logarithm. */
function compressed(score: number): number {
  if (score < -MOST_OF_A_POINT) return -MOST_OF_A_POINT;
  return score > MOST_OF_A_POINT ? MOST_OF_A_POINT + BEYOND * Math.log2(score / MOST_OF_A_POINT) : score;
}

/** Weights of the strongest excursions in each calm stretch of `length` points, greatest first: what such a series does when nothing is wrong. */
export function calmExcursions(scores: Float64Array, sign: 1 | -1, length: number): Float64Array {
  const weights = new Float64Array(Math.floor(scores.length / length));
  for (let at = 0; at < weights.length; at += 1) weights[at] = weightOf(scores, sign, at * length, (at + 1) * length);
  return weights.sort().reverse();
}

/** The strongest weight that any `length` neighbouring points reach. */
export function mostWithin(scores: Float64Array, sign: 1 | -1, length: number): number {
  let most = 0;
  for (let first = 0; first === 0 || first + length <= scores.length; first += 1)
    most = Math.max(most, weightOf(scores, sign, first, Math.min(scores.length, first + length)));
  return most;
}

/** The weight of `excursionOf` alone. */
function weightOf(scores: Float64Array, sign: 1 | -1, first: number, end: number): number {
  let [sum, most] = [0, 0];
  for (let at = first; at < end; at += 1) {
    const score = scores[at] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    sum = Math.max(0, sum + compressed(score * sign) - ALLOWANCE);
    if (sum > most) most = sum;
  }
  return most;
}

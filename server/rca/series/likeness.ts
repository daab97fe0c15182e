import type { Measured } from "./measure-all.ts";
import { placeOf } from "./order.ts";

/** How strongly the symptom shows in each of its parts, from 0; `surety`: how surely it shows at all, `chance`: how likely calm shows as much. */
export type Profile = { times: Float64Array; from: number; partRows: number; weights: Float64Array; surety: number; chance: number };

const MOST = 8;
const NOISE = 0.5;
const MOST_IN_CONTRAST = 50;
const LEAST_CONTRAST = 0.3;

/** The time shape of a symptom: how far it is off, part by part, in the direction that is its trouble. */
export function profileOf({ series, parts, partRows, from, kind, surety, chance }: Measured): Profile {
  const direction = kind.riseWeight >= kind.fallWeight ? "up" : "down";
  return {
    times: series.times,
    from,
    partRows,
    weights: parts.map((score) => outOf(score, direction)),
    surety: surety[direction],
    chance: chance[direction],
  };
}

/**
 * How well a departure fits a symptom in time, from 0 to 1: cosine of their clipped deviations at the same instants (or one part earlier, since causes come
 * first and samples fall where they fall), less what it shows as much in the parts where the symptom is calm.
 */
export function likenessOf({ series, parts, partRows, from, direction }: Measured, profile: Profile): number {
  const isSame = series.times === profile.times && from === profile.from && partRows === profile.partRows;
  const own = parts.map((score) => outOf(score, direction));
  const weights = isSame ? profile.weights : own.map((_, at) => weightAt(profile, series.times[from + at * partRows] ?? 0));
  const alike = Math.max(cosineOf(own, weights, 0), 0.9 * cosineOf(own, weights, 1));
  return alike * (LEAST_CONTRAST + (1 - LEAST_CONTRAST) * contrastOf(parts, weights, direction === "up" ? 1 : -1));
}

/** How much stronger a departure is while the symptom shows than in the calm rows of the same stretch, from 0 to 1; 1 without such rows. */
function contrastOf(scores: Float64Array, weights: Float64Array, sign: number): number {
  let [during, weight, otherwise, rows] = [0, 0, 0, 0];
  for (let at = 0; at < scores.length; at += 1) {
    const score = Math.max(0, Math.min(MOST_IN_CONTRAST, (scores[at] ?? Number.NaN) * sign));
    if (Number.isNaN(score)) continue;
    const share = weights[at] ?? 0;
    during += score * share;
    weight += share;
    if (share > 0) continue;
    otherwise += score;
    rows += 1;
  }
  if (rows === 0 || weight === 0 || during === 0) return 1;
  return Math.max(0, 1 - otherwise / rows / (during / weight));
}

function outOf(score: number, direction: "up" | "down"): number {
  const signed = direction === "up" ? score : -score;
  return signed > NOISE ? Math.min(MOST, signed) - NOISE : 0;
}

function weightAt({ times, from, partRows, weights }: Profile, at: number): number {
  const place = Math.floor((placeOf(times, at + 1) - 1 - from) / partRows);
  return weights[place] ?? 0;
}

function cosineOf(one: Float64Array, other: Float64Array, lag: number): number {
  let product = 0;
  let ones = 0;
  let others = 0;
  for (let at = 0; at < one.length; at += 1) {
    const left = one[at] ?? 0;
    const right = other[Math.min(other.length - 1, at + lag)] ?? 0;
    product += left * right;
    ones += left * left;
    others += right * right;
  }
  return ones > 0 && others > 0 ? product / Math.sqrt(ones * others) : 0;
}

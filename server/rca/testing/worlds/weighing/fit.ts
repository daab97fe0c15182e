import type { Features } from "../../../changes/features.ts";
import { FITTED, type Terms } from "../../../changes/posterior.ts";
import { openRandom } from "../random.ts";
import type { Case } from "./cases.ts";
import { solve } from "./solve.ts";

/** A case as rows of numbers, one for each change. `right`: the row that did it. */
export type Rows = { rows: Float64Array[]; right: number; weight: number };

const TERMS = Object.keys(FITTED.choice);
const SIZE = TERMS.length;
/** What may only speak against a change; all else may only speak for it. */
const AGAINST = new Set(["mends", "isSwitch"]);
const RIDGE = 0.001;
const MOST_STEPS = 40;
const CLOSE = 1e-4;
/** How often what the guilty change does is struck out, and its words thinned: what comes does what no list knows. */
const STRUCK = 0.45;

/** The same cases, as scenarios that nothing was tuned with would look. */
export function thinned(cases: readonly Case[]): Case[] {
  const random = openRandom(11);
  return cases.map((one) => {
    const strike = (of: Features): Features => ({
      ...of,
      mechanism: random.chance(STRUCK) ? 0 : of.mechanism,
      words: of.words * random.between(0.4, 1),
      named: of.named * random.between(0.3, 1),
    });
    return { ...one, features: one.features.map((of, at) => (at === one.guilty ? strike(of) : of)) };
  });
}

/** `right` is -1 where none of those listed did it; such a case tells nothing of which is likelier. */
export function rowsOf({ guilty, weight }: Case, terms: readonly Terms[]): Rows {
  return { rows: terms.map((one) => Float64Array.from(TERMS, (name) => one[name] ?? 0)), right: guilty, weight };
}

/** Weights of a conditional logit (McFadden 1974) with a ridge and fixed signs, by projected Newton steps (Bertsekas 1982) from `start`. */
export function fitWeights(cases: readonly Rows[], start: Float64Array = new Float64Array(SIZE)): Float64Array {
  let weights: Float64Array = start.slice();
  let value = lossOf(cases, weights);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, curvature } = slopeOf(cases, weights);
    const isFree = Array.from(weights, (weight, at) => !(weight === 0 && isOutside(at, -(gradient[at] ?? 0))));
    const direction = solve(curvature, gradient, isFree);
    let [length, next] = [1, stepped(weights, direction, 1)];
    let loss = lossOf(cases, next);
    while (loss > value && length > 1 / 64) {
      length /= 2;
      next = stepped(weights, direction, length);
      loss = lossOf(cases, next);
    }
    const moved = Math.max(...Array.from(next, (one, at) => Math.abs(one - (weights[at] ?? 0))));
    if (loss > value) break;
    [weights, value] = [next, loss];
    if (moved < CLOSE) break;
  }
  return weights;
}

export const choiceOf = (vector: Float64Array): Terms => Object.fromEntries(TERMS.map((name, at) => [name, vector[at] ?? 0]));

/** Whether a weight would come to lie on the side where it may not. */
const isOutside = (at: number, value: number): boolean => (AGAINST.has(TERMS[at] ?? "") ? value > 0 : value < 0);

const stepped = (weights: Float64Array, direction: Float64Array, length: number): Float64Array =>
  weights.map((weight, at) => {
    const next = weight - length * (direction[at] ?? 0);
    return isOutside(at, next) ? 0 : next;
  });

export function sharesOf(rows: readonly Float64Array[], weights: Float64Array): Float64Array {
  const shares = new Float64Array(rows.length);
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, row] of rows.entries()) {
    let odds = 0;
    for (let term = 0; term < SIZE; term += 1) odds += (row[term] ?? 0) * (weights[term] ?? 0);
    shares[at] = odds;
    most = Math.max(most, odds);
  }
  let sum = 0;
  for (let at = 0; at < shares.length; at += 1) {
    shares[at] = Math.exp((shares[at] ?? 0) - most);
    sum += shares[at] ?? 0;
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / sum;
  return shares;
}

function lossOf(cases: readonly Rows[], weights: Float64Array): number {
  const all = cases.reduce((sum, one) => sum + one.weight, 0);
  const loss = cases.reduce((sum, { rows, right, weight }) => sum - weight * Math.log(Math.max(1e-12, sharesOf(rows, weights)[right] ?? 0)), 0);
  return loss / all + RIDGE * weights.reduce((sum, one) => sum + one * one, 0);
}

function slopeOf(cases: readonly Rows[], weights: Float64Array): { gradient: Float64Array; curvature: Float64Array[] } {
  const all = cases.reduce((sum, one) => sum + one.weight, 0);
  const gradient = weights.map((one) => 2 * RIDGE * one);
  const curvature = Array.from({ length: SIZE }, () => new Float64Array(SIZE));
  const mean = new Float64Array(SIZE);
  for (const { rows, right, weight } of cases) {
    const shares = sharesOf(rows, weights);
    mean.fill(0);
    for (const [at, row] of rows.entries()) add(mean, row, shares[at] ?? 0);
    add(gradient, mean, weight / all);
    const own = rows[right];
    if (own) add(gradient, own, -weight / all);
    for (const [at, row] of rows.entries()) if ((shares[at] ?? 0) > NO_SHARE) addSquare(curvature, row, mean, ((shares[at] ?? 0) * weight) / all);
  }
  for (const [at, line] of curvature.entries()) {
    line[at] = (line[at] ?? 0) + 2 * RIDGE;
    for (let other = 0; other < at; other += 1) line[other] = curvature[other]?.[at] ?? 0;
  }
  return { gradient, curvature };
}

const NO_SHARE = 1e-6;

function add(to: Float64Array, row: Float64Array, share: number): void {
  for (let at = 0; at < SIZE; at += 1) to[at] = (to[at] ?? 0) + share * (row[at] ?? 0);
}

/** Only the upper half; the lower one is the same. */
function addSquare(to: readonly Float64Array[], row: Float64Array, mean: Float64Array, share: number): void {
  for (const [at, line] of to.entries()) {
    const off = share * ((row[at] ?? 0) - (mean[at] ?? 0));
    for (let other = at; other < SIZE; other += 1) line[other] = (line[other] ?? 0) + off * ((row[other] ?? 0) - (mean[other] ?? 0));
  }
}

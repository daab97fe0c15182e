import { FITTED, standingOf, type Terms } from "../../../changes/posterior.ts";
import type { Case } from "./cases.ts";
import { solve } from "./solve.ts";

/** How the likeliest change of a case stands, and whether it did it. */
export type Standing = { terms: Float64Array; isGuilty: boolean; what: Case["what"]; weight: number };

const TERMS = Object.keys(FITTED.accusal);
/** What a case is before anything is seen of it: a change did it that is listed, one that is not, or none. */
const BEFORE: Readonly<Record<Case["what"], number>> = { guilty: 0.26, unlisted: 0.56, innocent: 0.18 };
const RIDGE = 0.00005;
/** A reason outside of changes is hardly ever seen where a change did it, so that little but the ridge would hold its weight; it is held less. */
const RIDGES = Float64Array.from(TERMS, (name) => (name === "outside" ? RIDGE / 5 : RIDGE));
/** What may only speak against an accusal; all else but the base may only speak for it. */
const AGAINST = new Set(["outside", "mends", "isSwitch"]);
const MOST_STEPS = 30;
const CLOSE = 1e-4;

export function standingIn({ features, guilty, outside, what, weight }: Case, terms: readonly Terms[], shares: ArrayLike<number>): Standing {
  let leader = -1;
  for (let at = 0; at < shares.length; at += 1) if ((shares[at] ?? 0) > (shares[leader] ?? 0)) leader = at;
  const standing = standingOf(features, terms, leader, shares[leader] ?? 0, outside);
  return { terms: Float64Array.from(TERMS, (name) => standing[name] ?? 0), isGuilty: leader >= 0 && leader === guilty, what, weight };
}

/** Whether a weight would come to lie on the side where it may not. */
function isOutside(at: number, value: number): boolean {
  const name = TERMS[at] ?? "";
  return name !== "base" && (AGAINST.has(name) ? value > 0 : value < 0);
}

/** Weights of a logistic regression with a ridge and fixed signs, by projected Newton steps from `start`. */
export function fitAccusal(standings: readonly Standing[], start: Float64Array = new Float64Array(TERMS.length)): Float64Array {
  const counts = massOf(standings);
  let weights = start.slice();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const gradient = weights.map((weight, at) => 2 * (RIDGES[at] ?? 0) * weight);
    const curvature = TERMS.map((_, at) => new Float64Array(TERMS.length).fill(2 * (RIDGES[at] ?? 0), at, at + 1));
    for (const { terms, isGuilty, what, weight } of standings) {
      const mass = (weight * BEFORE[what]) / counts[what];
      const likely = 1 / (1 + Math.exp(-terms.reduce((sum, term, at) => sum + term * (weights[at] ?? 0), 0)));
      addScaled(gradient, terms, mass * (likely - Number(isGuilty)));
      for (const [at, line] of curvature.entries()) addScaled(line, terms, mass * likely * (1 - likely) * (terms[at] ?? 0));
    }
    const isFree = Array.from(weights, (weight, at) => !(weight === 0 && isOutside(at, -(gradient[at] ?? 0))));
    const move = solve(curvature, gradient, isFree);
    const next = weights.map((weight, at) => (isOutside(at, weight - (move[at] ?? 0)) ? 0 : weight - (move[at] ?? 0)));
    const moved = Math.max(...next.map((weight, at) => Math.abs(weight - (weights[at] ?? 0))));
    weights = next;
    if (moved < CLOSE) break;
  }
  return weights;
}

export const accusalOf = (vector: Float64Array): Terms => Object.fromEntries(TERMS.map((name, at) => [name, vector[at] ?? 0]));

function massOf(standings: readonly Standing[]): Record<Case["what"], number> {
  const mass = { guilty: 0, unlisted: 0, innocent: 0 };
  for (const { what, weight } of standings) mass[what] += weight;
  return mass;
}

function addScaled(to: Float64Array, terms: Float64Array, scale: number): void {
  if (scale !== 0) for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + scale * (terms[at] ?? 0);
}

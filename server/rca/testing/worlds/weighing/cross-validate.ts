import { posterior, type Terms, termsOf, type Weights } from "../../../changes/posterior.ts";
import type { Case } from "./cases.ts";
import { choiceOf, fitWeights, type Rows, rowsOf, sharesOf, thinned } from "./fit.ts";
import { accusalOf, fitAccusal, standingIn } from "./fit-accusal.ts";

/** Shares of worlds. `first`, `accused`, `another`: of those in which a listed change did it; the others: how often nobody was accused. */
export type Held = { first: number; accused: number; another: number; innocent: number; unlisted: number; worlds: number };

const ACCUSED_FROM = 0.5;

/** `bins`: of the likeliest changes with a score in each tenth, how many did it; left out like the rest, each kind of case as often as the fit takes it to be. */
export type Validated = { fitted: Weights; leftOut: Held; inSample: Held; bins: Bin[] };
export type Bin = { from: number; cases: number; said: number; right: number };

type Fit = { weights: Weights; choice: Float64Array; accusal: Float64Array };

/** The weights fitted on all cases, and how often weights are right that were fitted without the scenario they are asked about (one left out at a time). */
export function crossValidate(cases: readonly Case[]): Validated {
  const thin = thinned(cases).map(readied);
  const all = fitOn(thin);
  const scenarios = [...new Set(cases.map(({ scenario }) => scenario))];
  const marks = scenarios.flatMap((name) => {
    const { weights } = fitOn(
      thin.filter(({ one }) => one.scenario !== name),
      all,
    );
    return cases.filter(({ scenario }) => scenario === name).map((one) => markOf(one, weights));
  });
  return { fitted: all.weights, leftOut: heldOf(marks), inSample: heldOf(cases.map((one) => markOf(one, all.weights))), bins: binsOf(marks) };
}

/** A case with what does not depend on any weight. */
type Ready = { one: Case; terms: Terms[]; rows: Rows };

function readied(one: Case): Ready {
  const terms = termsOf(one.features);
  return { one, terms, rows: rowsOf(one, terms) };
}

function fitOn(cases: readonly Ready[], start?: Fit): Fit {
  const told = cases.flatMap(({ rows }) => (rows.right >= 0 ? [rows] : []));
  const choice = fitWeights(told, start?.choice);
  const standings = cases.map(({ one, terms, rows }) => standingIn(one, terms, sharesOf(rows.rows, choice)));
  const accusal = fitAccusal(standings, start?.accusal);
  return { weights: { choice: choiceOf(choice), accusal: accusalOf(accusal) }, choice, accusal };
}

type Mark = { what: Case["what"]; score: number; isFirst: boolean; isRight: boolean; isAccused: boolean };

function markOf({ what, features, guilty, outside }: Case, weights: Weights): Mark {
  const scores = posterior(features, outside, weights);
  const most = Math.max(...scores);
  const isFirst = guilty >= 0 && scores[guilty] === most;
  return { what, score: most, isFirst, isAccused: most >= ACCUSED_FROM, isRight: isFirst && most >= ACCUSED_FROM };
}

function heldOf(marks: readonly Mark[]): Held {
  const share = (what: Case["what"], pick: (mark: Mark) => boolean): number => {
    const of = marks.filter((mark) => mark.what === what);
    return of.length > 0 ? of.filter(pick).length / of.length : 0;
  };
  return {
    first: share("guilty", ({ isFirst }) => isFirst),
    accused: share("guilty", ({ isRight }) => isRight),
    another: share("guilty", ({ isAccused, isRight }) => isAccused && !isRight),
    innocent: share("innocent", ({ isAccused }) => !isAccused),
    unlisted: share("unlisted", ({ isAccused }) => !isAccused),
    worlds: marks.length,
  };
}

const BINS = 10;

function binsOf(marks: readonly Mark[]): Bin[] {
  return Array.from({ length: BINS }, (_, at) => {
    const own = marks.filter(({ score }) => Math.min(BINS - 1, Math.floor(score * BINS)) === at);
    const mean = (pick: (mark: Mark) => number): number => own.reduce((sum, mark) => sum + pick(mark), 0) / Math.max(1, own.length);
    return { from: at / BINS, cases: own.length, said: mean(({ score }) => score), right: mean(({ isFirst }) => Number(isFirst)) };
  });
}

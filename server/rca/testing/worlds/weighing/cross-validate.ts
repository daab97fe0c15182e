import { posterior, type Weights } from "../../../changes/posterior.ts";
import type { Case } from "./cases.ts";
import { fitWeights, rowsOf, weightsOf } from "./fit.ts";

/** Shares of worlds. `first`, `accused`, `another`: of those in which a listed change did it; the others: how often nobody was accused. */
export type Held = { first: number; accused: number; another: number; innocent: number; unlisted: number; worlds: number };

const ACCUSED_FROM = 0.5;

/** The weights fitted on all cases, and how often weights are right that were fitted without the scenario they are asked about (one left out at a time). */
export function crossValidate(cases: readonly Case[]): { fitted: Weights; leftOut: Held; inSample: Held } {
  const rows = rowsOf(cases);
  const all = fitWeights(rows);
  const scenarios = [...new Set(cases.map(({ scenario }) => scenario))];
  const marks = scenarios.flatMap((name) => {
    const weights = weightsOf(
      fitWeights(
        rows.filter((_, at) => cases[at]?.scenario !== name),
        all,
      ),
    );
    return cases.filter(({ scenario }) => scenario === name).map((one) => markOf(one, weights));
  });
  const fitted = weightsOf(all);
  return { fitted, leftOut: heldOf(marks), inSample: heldOf(cases.map((one) => markOf(one, fitted))) };
}

type Mark = { what: Case["what"]; isFirst: boolean; isRight: boolean; isAccused: boolean };

function markOf({ what, features, guilty, outside }: Case, weights: Weights): Mark {
  const scores = posterior(features, outside, weights);
  const most = Math.max(...scores);
  const isFirst = guilty >= 0 && scores[guilty] === most;
  return { what, isFirst, isAccused: most >= ACCUSED_FROM, isRight: isFirst && most >= ACCUSED_FROM };
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

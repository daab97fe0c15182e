import type { ChangePointAnswer } from "../answer.ts";
import type { Measured } from "./measure-all.ts";

const LEAST_SCORE = 0.5;

/** Departures as the answer tells them, surest first. */
export function changePointsOf(departed: readonly Measured[]): ChangePointAnswer[] {
  return departed.flatMap(({ series, at, direction, excursion, strength }) =>
    at === null || strength < LEAST_SCORE
      ? []
      : [
          {
            service: series.service,
            metric: series.metric,
            at: new Date(at).toISOString(),
            direction,
            magnitude: Number(excursion.magnitude.toFixed(1)),
            score: Number(strength.toFixed(3)),
          },
        ],
  );
}

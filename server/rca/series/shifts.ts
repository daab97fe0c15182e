import type { ChangePointAnswer } from "../answer.ts";
import type { Series } from "../bundle.ts";
import { beganAt, excursionIn, measure } from "./measure.ts";
import { stepOf } from "./order.ts";
import { chanceInCalm, strengthOf } from "./strength.ts";

/** The rows before that count as calm, the rows that are held against them, and how far it goes on each time. */
const CALM_ROWS = 1000;
const LOOK_ROWS = 12;
const STRIDE = 6;
/** A shift is told once: so many rows later it has become part of the calm. */
const REST_ROWS = 150;
const LEAST_STRENGTH = 0.5;
/** And it has to stand out by so many robust deviations. */
const LEAST_SIZE = 4;

/**
 * Where a series left what it had been before, anywhere in it, without being told when to look: each stretch is held against the rows before it alone, so nothing is known in
 * hindsight. For evidence that says no time; with a frame `measureAll` is sharper.
 */
export function shiftsOf(series: Series): ChangePointAnswer[] {
  const { times, values } = series;
  if (stepOf(times) <= 0) return [];
  const calmRows = Math.min(CALM_ROWS, Math.floor(values.length / 5));
  const shifts: ChangePointAnswer[] = [];
  let quietUntil = 0;
  for (let at = calmRows; at < values.length && calmRows > LOOK_ROWS; at += STRIDE) {
    if (at < quietUntil) continue;
    const shift = shiftAt(series, at, calmRows);
    if (shift === null) continue;
    shifts.push(shift);
    quietUntil = at + REST_ROWS;
  }
  return shifts;
}

function shiftAt(series: Series, at: number, calmRows: number): ChangePointAnswer | null {
  const end = Math.min(series.values.length, at + LOOK_ROWS);
  const draft = measure(series, { calmFrom: at - calmRows, calmTo: at, searchFrom: at, troubleFrom: at, end }, null);
  if (draft === null) return null;
  const sides = (["up", "down"] as const).map((direction) => {
    const excursion = excursionIn(draft, direction === "up" ? 1 : -1);
    const { weight, calm } = draft[direction];
    return { direction, excursion, score: weight > 0 && excursion.magnitude >= LEAST_SIZE ? strengthOf(chanceInCalm(weight, calm)) : 0 };
  });
  const [best] = sides.toSorted((one, other) => other.score - one.score);
  if (!best || best.score < LEAST_STRENGTH) return null;
  const row = beganAt(draft, best.excursion, best.direction === "up" ? 1 : -1);
  return {
    service: series.service,
    metric: series.metric,
    at: new Date(series.times[row] ?? 0).toISOString(),
    direction: best.direction,
    magnitude: Number(best.excursion.magnitude.toFixed(1)),
    score: Number(best.score.toFixed(3)),
  };
}

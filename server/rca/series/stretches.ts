import type { Frame } from "../frame.ts";
import { placeOf } from "./order.ts";

/**
 * Rows of a table of series: `[calmFrom, calmTo)` are surely calm, `[troubleFrom, end)` surely belong to the trouble or follow it. Between them, from `searchFrom` on,
 * the change may lie.
 */
export type Stretches = { calmFrom: number; calmTo: number; searchFrom: number; troubleFrom: number; end: number };

/** Detection may come so much later than the trouble. What lies within is searched for the change, and never taken for calm. */
const MOST_LATE_MS = 5 * 60_000;
/** And at most this share of the calm time is given up for that. */
const MOST_GIVEN_UP = 0.25;
/** Fewer calm rows than this say too little. */
const LEAST_ROWS = 4;

/**
 * Parts the rows of `times` (ascending) by the frame. The time of detection only bounds the calm; where the change lies is read from the data. What is over before the
 * trouble was seen is not it, so the row before is the first that counts.
 */
export function stretchesOf(times: Float64Array, { calm, trouble, onset }: Frame): Stretches {
  const first = Math.max(calm.from, times[0] ?? calm.from);
  const given = Math.min(MOST_LATE_MS - (onset - calm.to), MOST_GIVEN_UP * (calm.to - first));
  const calmEnd = calm.to - Math.max(0, given);
  const calmFrom = placeOf(times, first);
  const end = Math.max(calmFrom, placeOf(times, trouble.to + 1));
  const least = Math.min(end, calmFrom + LEAST_ROWS);
  const calmTo = Math.max(least, Math.min(end, placeOf(times, calmEnd)));
  const seen = placeOf(times, trouble.from);
  const troubleFrom = Math.max(calmTo, Math.min(end, (times[seen] ?? Number.POSITIVE_INFINITY) === trouble.from ? seen : seen - 1));
  return { calmFrom, calmTo, searchFrom: calmTo, troubleFrom, end };
}

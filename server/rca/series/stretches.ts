import type { Frame } from "../frame.ts";
import { placeOf } from "./order.ts";

/** Rows of a table of series: `[calmFrom, calmTo)` are surely calm, `[calmTo, end)` may hold the trouble. */
export type Stretches = { calmFrom: number; calmTo: number; troubleFrom: number; end: number };

/** Detection may come so much later than the trouble. What lies within is searched for the change, and never taken for calm. */
const MOST_LATE_MS = 5 * 60_000;
/** And at most this share of the calm time is given up for that. */
const MOST_GIVEN_UP = 0.25;
/** Fewer calm rows than this say too little. */
const LEAST_ROWS = 4;

/** Parts the rows of `times` (ascending) by the frame. The time of detection only bounds the calm; where the change lies is read from the data. */
export function stretchesOf(times: Float64Array, { calm, trouble, onset }: Frame): Stretches {
  const first = Math.max(calm.from, times[0] ?? calm.from);
  const given = Math.min(MOST_LATE_MS - (onset - calm.to), MOST_GIVEN_UP * (calm.to - first));
  const calmEnd = calm.to - Math.max(0, given);
  const calmFrom = placeOf(times, first);
  const end = Math.max(calmFrom, placeOf(times, trouble.to + 1));
  const wished = Math.min(end, placeOf(times, calmEnd));
  const calmTo = wished - calmFrom >= LEAST_ROWS ? wished : Math.min(end, calmFrom + Math.max(1, Math.min(wished - calmFrom, end - calmFrom)));
  return { calmFrom, calmTo, troubleFrom: Math.max(calmTo, placeOf(times, Math.max(calmEnd, trouble.from - MOST_LATE_MS))), end };
}

import type { OnCallSchedule, Shift } from "#lib/contracts/oncall.ts";
import { moved, shifts, turnMs } from "#lib/oncall/index.ts";

const SPARE_MS = 2 * 86_400_000;

/**
 * The shifts that are not over at `since` and begin before `until`, turn by turn, each from its true beginning: the window reaches back by
 * the longest turn, since a shift cut at its edge would begin anew with each look. Pure.
 */
export function wholeShifts(schedule: OnCallSchedule, since: string, until: string): Shift[] {
  const longest = Math.max(0, ...schedule.layers.map(({ rotation }) => turnMs(rotation)));
  const overrides = Math.max(0, ...schedule.overrides.map(({ from, to }) => Date.parse(to) - Date.parse(from)));
  const from = moved(since, -Math.max(longest, overrides) - SPARE_MS);
  return shifts(schedule, from, until, { splitsTurns: true }).filter((shift) => shift.to > since && shift.from > from);
}

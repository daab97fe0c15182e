import type { NowAndNext, OnCallSchedule, Shift } from "#lib/contracts/oncall.ts";
import { DAY_MS } from "./layer-spans.ts";
import { gaps, shifts } from "./shifts.ts";

/** How far to look, one after the other, until the answer does not touch an edge. */
const REACHES_DAYS = [3, 20, 130, 400];

/** Who is on call at `at`, until when, and who follows. Looks at most 400 days ahead. */
export function nowAndNext(schedule: OnCallSchedule, at: string): NowAndNext {
  let answer = looking(schedule, at, REACHES_DAYS[0] ?? 3);
  for (const reach of REACHES_DAYS.slice(1)) {
    if (answer.isWhole) break;
    answer = looking(schedule, at, reach);
  }
  const { isWhole: _, ...result } = answer;
  return result;
}

function looking(schedule: OnCallSchedule, at: string, reachDays: number): NowAndNext & { isWhole: boolean } {
  const [start, end] = [moved(at, -reachDays * DAY_MS), moved(at, reachDays * DAY_MS)];
  const all = shifts(schedule, start, end);
  const isAround = ({ from, to }: { from: string; to: string }) => from <= at && at < to;
  const now = all.find(isAround) ?? null;
  const next = all.find(({ from }) => from > at) ?? null;
  const gap = now ? null : (gaps(schedule, start, end).find(isAround) ?? null);
  const present = now ?? gap;
  const until = present && present.to < end ? present.to : null;
  return { now, gap, until, next, isWhole: until !== null && next !== null && next.to < end && (present?.from ?? start) > start };
}

/** The next shift of a person that begins after `after`, within 400 days. */
export function nextShift(schedule: OnCallSchedule, person: string, after: string): Shift | null {
  for (const reach of REACHES_DAYS) {
    const end = moved(after, reach * DAY_MS);
    const found = shifts(schedule, after, end).find((shift) => shift.person.id === person && shift.from > after);
    if (found && (found.to < end || reach === REACHES_DAYS.at(-1))) return found;
  }
  return null;
}

export function moved(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

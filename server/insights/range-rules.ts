import { MOST_DAYS, type Range, USUAL_DAYS } from "#lib/contracts/insights.ts";
import { clockOf, type WallClock } from "#lib/oncall/clock.ts";
import { InvalidError } from "#server/platform/errors.ts";

const DAY_MS = 86_400_000;
const LONGEST_BY_DAY = 31;
const LONGEST_BY_WEEK = 190;
const MONDAY = 1;

type Asked = { from?: string | null | undefined; to?: string | null | undefined };

/**
 * The range that was asked for as instants: whole days by the clocks of the zone, the last 90 up to today where nobody said. `now` RFC 3339. Pure.
 * @throws InvalidError for days in the wrong order, and for more of them than are read at once.
 */
export function rangeOf({ from, to }: Asked, zone: string, now: string): Range {
  const today = todayIn(zone, now);
  const last = wallOf(to ?? (from && from > today ? from : today));
  const first = from ? wallOf(from) : last - (USUAL_DAYS - 1) * DAY_MS;
  const days = (last - first) / DAY_MS + 1;
  if (days < 1) throw new InvalidError(`The range ends on ${dayOf(last)}, before it begins on ${dayOf(first)}. Give “from” the earlier day.`);
  if (days > MOST_DAYS) throw new InvalidError(`${days} days are too many to read at once. Ask for at most ${MOST_DAYS} (ten years).`);
  const clock = clockOf(zone, first - days * DAY_MS, last);
  const at = (wall: number) => new Date(clock.instantOf(wall)).toISOString();
  return {
    from: at(first),
    to: at(last + DAY_MS),
    firstDay: dayOf(first),
    lastDay: dayOf(last),
    zone,
    step: days <= LONGEST_BY_DAY ? "day" : days <= LONGEST_BY_WEEK ? "week" : "month",
    before: { from: at(first - days * DAY_MS) },
  };
}

/** The day that the clocks of a zone show. Pure. */
export function todayIn(zone: string, now: string): string {
  const at = Date.parse(now);
  return dayOf(clockOf(zone, at, at).wallOf(at));
}

/** When each day, week (from Monday) or month of a range begins, RFC 3339; the first one with the range. Pure. */
export function stepsOf({ firstDay, lastDay, step, zone }: Pick<Range, "firstDay" | "lastDay" | "step" | "zone">): string[] {
  const [first, last] = [wallOf(firstDay), wallOf(lastDay)];
  const clock: WallClock = clockOf(zone, first, last);
  const starts: string[] = [];
  for (let wall = first; wall <= last; wall = nextStep(wall, step)) starts.push(new Date(clock.instantOf(wall)).toISOString());
  return starts;
}

function nextStep(wall: number, step: Range["step"]): number {
  const date = new Date(wall);
  if (step === "day") return wall + DAY_MS;
  if (step === "month") return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  const sinceMonday = (date.getUTCDay() - MONDAY + 7) % 7;
  return wall + (7 - sinceMonday) * DAY_MS;
}

function wallOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

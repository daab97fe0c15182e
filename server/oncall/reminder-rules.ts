import type { Shift } from "#lib/contracts/oncall.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Which reminder is due for a shift: within an hour or within a day of its beginning. None for one that follows another of the same person
 * within a day: who is on call every night needs no word each evening. Pure.
 */
export function reminderFor(shift: Shift, all: readonly Shift[], now: string): "hour" | "day" | null {
  const left = Date.parse(shift.from) - Date.parse(now);
  if (left <= 0 || left > DAY_MS) return null;
  const begins = Date.parse(shift.from);
  const isOnAlready = all.some(({ person, from, to }) => person.id === shift.person.id && from < shift.from && begins - Date.parse(to) < DAY_MS);
  if (isOnAlready) return null;
  return left <= HOUR_MS ? "hour" : "day";
}

/** Milliseconds until one of these shifts comes within an hour or a day; at most a day. Pure. */
export function untilNextReminder(ahead: readonly Shift[], now: string): number {
  const times = ahead.flatMap(({ from }) => [HOUR_MS, DAY_MS].map((before) => Date.parse(from) - before - Date.parse(now)));
  return Math.min(DAY_MS, ...times.filter((time) => time > 0));
}

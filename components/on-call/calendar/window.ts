import { clockOf } from "#lib/oncall/index.ts";

const DAY_MS = 86_400_000;

/** A day of a zone: from its midnight to the next; `byMs` when its clocks are changed. */
export type CalendarDay = { day: string; from: number; to: number; byMs: number };
export type CalendarWindow = { from: number; to: number; days: CalendarDay[] };

/** Days of a zone from `first` on, as many as wanted. Pure. */
export function calendarWindow(first: string, count: number, zone: string): CalendarWindow {
  const start = Date.parse(`${first}T00:00Z`);
  const clock = clockOf(zone, start - DAY_MS, start + (count + 1) * DAY_MS);
  const days = Array.from({ length: count }, (_, index): CalendarDay => {
    const [from, to] = [clock.instantOf(start + index * DAY_MS), clock.instantOf(start + (index + 1) * DAY_MS)];
    const change = clock.changes.find(({ at }) => from <= at && at < to);
    return { day: new Date(start + index * DAY_MS).toISOString().slice(0, 10), from, to, byMs: change?.byMs ?? 0 };
  });
  return { from: days[0]?.from ?? start, to: days.at(-1)?.to ?? start, days };
}

/** The day that the clocks of a zone show. Pure. */
export function dayOf(instant: number, zone: string): string {
  return new Date(clockOf(zone, instant, instant).wallOf(instant)).toISOString().slice(0, 10);
}

export function movedDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of a day's week. Pure. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return movedDay(day, -weekday);
}

/** The last Monday on which the clocks of a zone have shown a time, such as `09:00`, by now. Pure. */
export function mondayPast(now: number, time: string, zone: string): string {
  const monday = mondayOf(dayOf(now, zone));
  const at = clockOf(zone, now, now).instantOf(Date.parse(`${monday}T${time}Z`));
  return at <= now ? monday : movedDay(monday, -7);
}

/** Where an instant lies in the window, from 0 to 1. Pure. */
export function placeIn({ from, to }: { from: number; to: number }, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

const STEP_MS = 1_800_000;

/** What was drawn between two places of the window, on half hours, at least one. Pure. */
export function rangeBetween(window: { from: number; to: number }, one: number, other: number): { from: string; to: string } {
  const at = (place: number) => window.from + Math.min(1, Math.max(0, place)) * (window.to - window.from);
  const from = Math.floor(at(Math.min(one, other)) / STEP_MS) * STEP_MS;
  const to = Math.max(from + STEP_MS, Math.ceil(at(Math.max(one, other)) / STEP_MS) * STEP_MS);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

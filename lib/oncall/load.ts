import type { OnCallSchedule, Restriction } from "#lib/contracts/oncall.ts";
import { openHours } from "./layer-spans.ts";
import { finalSpans, windowOf } from "./shifts.ts";
import { joined, type Stretch, within } from "./spans.ts";

/** What a person carries: `outOfHours` are those outside of Monday to Friday, 9 to 18 by their own clocks. */
export type Load = { person: { id: string; name: string }; hours: number; outOfHours: number; shifts: number };

const HOUR_MS = 3_600_000;
/** The hours of work; whatever lies outside of them is out of hours. */
export const OFFICE = [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }] as const satisfies Restriction[];
/** The hours that a person should sleep. */
export const NIGHT = { from: "22:00", to: "07:00" } as const;

/** Hours on call for each person of the schedule within [from, to), who carries most first; also of those who carry nothing. */
export function loadOf(schedule: OnCallSchedule, from: string, to: string): Load[] {
  const window = windowOf(from, to);
  const spans = Map.groupBy(finalSpans(schedule, window).covered, ({ person }) => person);
  const offices = new Map<string, Stretch[]>();
  const officeOf = (zone: string) => {
    const known = offices.get(zone) ?? openHours(OFFICE, zone, window);
    offices.set(zone, known);
    return known;
  };
  return schedule.people
    .filter(({ isActive }) => isActive)
    .map(({ id, name, zone }) => {
      const own = joined(spans.get(id) ?? [], () => true);
      const hours = hoursOf(own);
      return { person: { id, name }, hours, outOfHours: hours - hoursOf(within(own, officeOf(zone ?? schedule.zone))), shifts: own.length };
    })
    .toSorted((one, other) => other.hours - one.hours || one.person.name.localeCompare(other.person.name));
}

function hoursOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + (to - from), 0) / HOUR_MS;
}

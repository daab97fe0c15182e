import { Temporal } from "temporal-polyfill";
import type { OnCallSchedule, ScheduleLayer } from "#lib/contracts/oncall.ts";

/**
 * Who is on call at an instant, found the slow way: hand-offs and hours are looked up one by one with Temporal's own arithmetic, from the
 * text of the rule. Shares no code with the product.
 */
export function onCallByTheWall(schedule: OnCallSchedule, instant: string): string | null {
  const isThere = (id: string) => schedule.people.some((person) => person.id === id && person.isActive);
  for (const { from, to, person } of schedule.overrides.toReversed()) if (from <= instant && instant < to && isThere(person)) return person;
  for (const layer of schedule.layers.toReversed()) {
    const person = personOf(layer, Temporal.Instant.from(instant));
    if (person && isThere(person)) return person;
  }
  return null;
}

function personOf(layer: ScheduleLayer, at: Temporal.Instant): string | null {
  if (layer.restrictions.length > 0 && !isOpen(layer, at)) return null;
  const first = Temporal.PlainDateTime.from(`${layer.startsOn}T${layer.handOffAt}`);
  const length = Temporal.Duration.from({ [`${layer.rotation.unit}s`]: layer.rotation.every });
  const turnHours = layer.rotation.every * { hour: 1, day: 24, week: 168 }[layer.rotation.unit];
  const elapsed = first.until(at.toZonedDateTimeISO(layer.zone).toPlainDateTime(), { largestUnit: "hours" }).hours;
  const about = Math.floor(elapsed / turnHours);
  // The last turn that has begun: one turn begins not before the one ahead of it, whatever the clocks do.
  for (let turn = about + Math.ceil(26 / turnHours) + 1; turn >= Math.max(0, about - Math.ceil(26 / turnHours) - 1); turn -= 1) {
    const wall = first.add({ hours: turn * length.hours, days: turn * length.days, weeks: turn * length.weeks });
    if (Temporal.Instant.compare(instantOf(wall, layer.zone), at) > 0) continue;
    const earlier = Array.from({ length: Math.min(turn, Math.ceil(26 / turnHours)) }, (_, back) =>
      instantOf(first.add({ hours: (turn - back - 1) * turnHours }), layer.zone),
    );
    if (earlier.every((one) => Temporal.Instant.compare(one, at) <= 0)) return layer.people[turn % layer.people.length] ?? null;
  }
  return null;
}

function isOpen({ restrictions, zone }: ScheduleLayer, at: Temporal.Instant): boolean {
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  return [-2, -1, 0, 1].some((offset) => {
    const day = today.add({ days: offset });
    return restrictions
      .filter(({ days }) => days.includes(day.dayOfWeek))
      .some(({ from, to }) => {
        const begins = instantOf(day.toPlainDateTime(from), zone);
        const ends = instantOf((to > from ? day : day.add({ days: 1 })).toPlainDateTime(to), zone);
        return Temporal.Instant.compare(begins, at) <= 0 && Temporal.Instant.compare(at, ends) < 0;
      });
  });
}

function instantOf(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).toInstant();
}

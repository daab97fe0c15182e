import ical, { ICalEventTransparency } from "ical-generator";
import type { OnCallSchedule, Shift } from "#lib/contracts/oncall.ts";

export type CalendarShift = Shift & { schedule: Pick<OnCallSchedule, "id" | "name" | "zone"> };

/** Shifts as an iCalendar feed in UTC. A shift keeps its UID for as long as it begins at the same time for the same reason. Pure. */
export function calendarText(name: string, all: readonly CalendarShift[], { now, isOwn }: { now: string; isOwn: boolean }): string {
  const calendar = ical({ name, prodId: { company: "Muster", product: "On call", language: "EN" }, ttl: 3_600 });
  for (const { from, to, person, origin, schedule } of all) {
    calendar.createEvent({
      id: `${schedule.id}-${person.id}-${origin.id}-${from.replaceAll(/[-:.]/g, "")}@muster`,
      start: new Date(from),
      end: new Date(to),
      stamp: new Date(now),
      summary: isOwn ? `On call: ${schedule.name}` : `${person.name}: ${schedule.name}`,
      description:
        origin.kind === "layer" ? `${schedule.name}, ${origin.name}` : `${schedule.name}, override${origin.reason ? `: ${origin.reason}` : ""}`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

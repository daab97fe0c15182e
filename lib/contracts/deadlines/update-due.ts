import { COMMANDER } from "../built-in-roles.ts";
import type { DeadlineOwner } from "../deadline.ts";
import type { RoomState } from "../room.ts";
import { activeIn, COMMUNICATIONS, leadersOrAll, minuteOf, minutesAfter } from "./parts.ts";
import type { DeadlineRule, Missed } from "./rule.ts";

/** The update that the cadence of the severity promises. */
export const updateDue: DeadlineRule = {
  standing: (room) => (room.nextUpdateDueAt ? [{ subject: "next", owner: ownerIn(room), dueAt: room.nextUpdateDueAt }] : []),
  isFrom: (fact, { dueAt }) => "nextUpdateDueAt" in fact && fact.nextUpdateDueAt === dueAt,
  answerIn: (fact) => (fact.kind === "update" ? "accept" : null),
  words: ({ lastUpdate }, { dueAt }) => ({
    title: "Post the next update",
    why: `It is promised for ${minuteOf(dueAt)}; ${lastUpdate ? `the last one was posted at ${minuteOf(lastUpdate.at)} by ${lastUpdate.by}` : "none has been posted yet"}.`,
    accept: { label: "Write it…", effect: "Tells everybody on the incident and starts the clock again.", dialog: "update" },
    decline: null,
    edit: { label: "Write it…", dialog: "update" },
    onExpiry: "Whoever owes it and the commander are reminded, twice; it stays overdue until it is posted.",
  }),
  missed: () => "the next update is overdue",
  onMissed: (missed) => ({
    tells: [...(missed.deadline.owner.type === "person" ? [missed.deadline.owner.person] : []), ...leadersOrAll(missed.room)],
    againAt: missed.fired === 0 ? halfAnIntervalOn(missed) : null,
  }),
};

/** Whoever does communications, else the commander, else whoever commands. */
function ownerIn(room: RoomState): DeadlineOwner {
  const holder = activeIn(room, COMMUNICATIONS) ?? activeIn(room, COMMANDER);
  return holder ? { type: "person", person: holder.person } : { type: "command" };
}

/** Null where the severity owes no updates any more. */
function halfAnIntervalOn({ room, settings, now }: Missed): string | null {
  const minutes = room.severity && settings.severities[room.severity].cadenceMinutes;
  return minutes ? minutesAfter(now, minutes / 2) : null;
}

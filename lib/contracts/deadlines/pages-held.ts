import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import { isOver, nextMoment, viewOf } from "../escalation/times.ts";
import type { RoomState } from "../room.ts";
import { BY_PRESS, leadersOrAll, minuteOf, minutesAfter } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

/** Steps came due while the database was away: whether they still make sense is for a person to say. */
export const pagesHeld: DeadlineRule = {
  standing: ({ escalation }) =>
    escalation?.heldAt && !isOver(escalation)
      ? [{ subject: escalation.id, owner: { type: "command" }, dueAt: minutesAfter(escalation.heldAt, DEADLINE_MINUTES.pagesHeld) }]
      : [],
  isFrom: (fact, { subject }) => fact.kind === "escalation" && fact.event === "held" && fact.escalation === subject,
  answerIn: (fact, { subject }) => {
    if (fact.kind !== "escalation" || fact.escalation !== subject) return null;
    return fact.event === "resumed" ? "accept" : fact.event === "stood-down" ? "decline" : null;
  },
  words: (room) => ({
    title: "Pages are held: let them go?",
    why: whyHeld(room),
    accept: { label: "Let them go", effect: "What is overdue is paged now, and the ladder goes on from there.", ...BY_PRESS },
    decline: { label: "Stand down", effect: "Nobody is paged for this any more, until somebody escalates.", ...BY_PRESS },
    edit: null,
    onExpiry: "Those who lead are reminded; nobody else is paged until somebody answers.",
  }),
  missed: () => "nobody has said whether the held pages go out",
  onMissed: ({ room, fired, now }) => ({ tells: leadersOrAll(room), againAt: fired < 2 ? minutesAfter(now, DEADLINE_MINUTES.pagesHeld) : null }),
};

function whyHeld(room: RoomState): string {
  const { escalation } = room;
  if (!escalation?.heldAt) return "Nothing is held.";
  const { heldAt: _, ...going } = escalation;
  const next = nextMoment(going, viewOf(room));
  const due = next ? ` The next step was due at ${minuteOf(next.at)}.` : "";
  return `The database came out of a backup at ${minuteOf(escalation.heldAt)}, and steps had come due meanwhile.${due}`;
}

import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import type { Assignment } from "../role.ts";
import type { RoomState } from "../room.ts";
import { BY_PRESS, leadersOrAll, minutesAfter, roleOf } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

/** Somebody was asked to take a role, and has not answered. The subject is the assignment. */
export const roleAsked: DeadlineRule = {
  standing: ({ assignments }) =>
    assignments
      .filter(({ state }) => state === "paged")
      .map(({ id, person, since }) => ({
        subject: id,
        owner: { type: "person", person },
        dueAt: minutesAfter(since, DEADLINE_MINUTES.roleAsked),
      })),
  isFrom: (fact, { subject }) => fact.kind === "role" && fact.assignment.id === subject,
  answerIn: (fact, { subject }) => {
    if (fact.kind !== "role" || fact.assignment.id !== subject || fact.assignment.state === "paged") return null;
    return fact.assignment.state === "active" ? "accept" : "decline";
  },
  words: (room, { subject }, roles) => {
    const { role, assignedBy } = assignmentOf(room, subject);
    const { label, duties } = roleOf(roles, role);
    return {
      title: `${assignedBy} asks you to be ${label}`,
      why: duties || "The role waits for your word.",
      accept: { label: "Accept", effect: `You become ${label} at once.`, ...BY_PRESS },
      decline: { label: "Decline", effect: "The role is free for somebody else.", ...BY_PRESS },
      edit: null,
      onExpiry: "Whoever commands is told that you have not answered; the question stays open.",
    };
  },
  missed: (room, { subject }, roles) => {
    const { person, role } = assignmentOf(room, subject);
    return `${person.name} has not answered whether to be ${roleOf(roles, role).label}`;
  },
  onMissed: ({ room }) => ({ tells: leadersOrAll(room) }),
};

function assignmentOf(room: RoomState, id: string): Assignment {
  const found = room.assignments.find((held) => held.id === id);
  if (!found) throw new Error(`${room.reference} has no assignment ${id}.`);
  return found;
}

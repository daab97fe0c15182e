import { COMMANDER } from "../built-in-roles.ts";
import type { Deadline } from "../deadline.ts";
import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import { isActivePhase } from "../incident-terms.ts";
import type { RoomState, Span } from "../room.ts";
import { BY_PRESS, COMMUNICATIONS, concerned, minutesAfter, roleOf } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

/** A role that the incident needs and nobody has or is asked for: the commander, and communications in a SEV1 or SEV2. */
export const roleUnfilled: DeadlineRule = {
  standing: (room) => [
    ...(isFilled(room, COMMANDER) ? [] : [unfilled(COMMANDER, activeSince(room), DEADLINE_MINUTES.commanderMissing)]),
    ...(isFilled(room, COMMUNICATIONS) || !isMajor(room.severity)
      ? []
      : [unfilled(COMMUNICATIONS, later(activeSince(room), majorSince(room)), DEADLINE_MINUTES.communicationsMissing)]),
  ],
  isFrom: (fact, { subject }) =>
    fact.kind === "declared" ||
    (fact.kind === "role" && fact.assignment.role === subject) ||
    (fact.kind === "severity" && subject === COMMUNICATIONS) ||
    (fact.kind === "status" && fact.isReopen) ||
    fact.kind === "unmerged",
  answerIn: (fact, { subject }) => (fact.kind === "role" && fact.assignment.role === subject ? "accept" : null),
  words: (_, { subject }, roles) => {
    const { label } = roleOf(roles, subject);
    const [title, why] =
      subject === COMMANDER
        ? ["Nobody commands this incident", "Somebody has to decide who does what."]
        : [`${label} is unfilled`, "An incident this severe needs somebody who writes the updates."];
    return {
      title,
      why,
      accept: { label: "Take the role", effect: `You become ${label} at once.`, ...BY_PRESS },
      decline: null,
      edit: { label: "Assign…", dialog: "assign" },
      onExpiry: "Everybody on the incident is told; it stays open until somebody has the role.",
    };
  },
  missed: (_, { subject }, roles) => (subject === COMMANDER ? "nobody commands" : `${roleOf(roles, subject).label} is unfilled`),
  onMissed: ({ room }) => ({ tells: concerned(room) }),
};

/** Asked counts as filled: that question has a deadline of its own. */
function isFilled(room: RoomState, role: string): boolean {
  return room.assignments.some((held) => held.role === role && (held.state === "active" || held.state === "paged"));
}

function unfilled(role: string, since: string, minutes: number): Omit<Deadline, "kind"> {
  return { subject: role, owner: { type: "command" }, dueAt: minutesAfter(since, minutes) };
}

const isMajor = (severity: string | null): boolean => severity === "SEV1" || severity === "SEV2";
const activeSince = (room: RoomState): string => beganWith(room.phases, (phase) => isActivePhase(phase as RoomState["phase"]));
const majorSince = (room: RoomState): string => beganWith(room.severities, isMajor);

/** When the last run of spans of this sort began. */
function beganWith(spans: Span[], isSuch: (value: string) => boolean): string {
  const other = spans.findLastIndex(({ value }) => !isSuch(value));
  return spans[other + 1]?.startedAt ?? "";
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

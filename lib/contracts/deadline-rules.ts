import { BUILT_IN_ROLES, COMMANDER } from "./built-in-roles.ts";
import type { Deadline, DeadlineAnswer, DeadlineKind, DeadlineOwner, DeadlineWords } from "./deadline.ts";
import { DEADLINE_MINUTES } from "./deadline-terms.ts";
import { isActivePhase } from "./incident-terms.ts";
import type { Assignment } from "./role.ts";
import type { RoomState, Span } from "./room.ts";
import type { Fact } from "./timeline.ts";

type RoleNames = readonly { key: string; label: string; duties: string }[];
type Standing = Omit<Deadline, "kind">;

/** One kind of deadline, all of it pure. Only rooms in an active phase are asked. */
export type DeadlineRule = {
  /** Those of this kind that stand in the room. */
  standing: (room: RoomState) => Standing[];
  /** Whether this fact is what one of them comes from. */
  isFrom: (fact: Fact, deadline: Deadline) => boolean;
  /** What this fact answers to one of them; null when it answers nothing. */
  answerIn: (fact: Fact, deadline: Deadline) => DeadlineAnswer | null;
  /** A clause that stands alone: what has not happened by the due time. */
  missed: (room: RoomState, deadline: Deadline, roles: RoleNames) => string;
  words: (room: RoomState, deadline: Deadline, roles: RoleNames) => DeadlineWords;
};

const COMMUNICATIONS = "communications";
const PRESS = { dialog: null };

/** Every kind of deadline on one screen: where it comes from, whose it is, by when, what answers it, and its words. */
export const DEADLINE_RULES: Record<DeadlineKind, DeadlineRule> = {
  update_due: {
    standing: (room) => (room.nextUpdateDueAt ? [{ subject: "next", owner: updateOwner(room), dueAt: room.nextUpdateDueAt }] : []),
    isFrom: (fact, { dueAt }) => "nextUpdateDueAt" in fact && fact.nextUpdateDueAt === dueAt,
    answerIn: (fact) => (fact.kind === "update" ? "accept" : null),
    missed: () => "the next update is overdue",
    words: (room, { dueAt }) => ({
      title: "Post the next update",
      why: `It is promised for ${minuteOf(dueAt)}; ${room.lastUpdate ? `the last one was posted at ${minuteOf(room.lastUpdate.at)} by ${room.lastUpdate.by}` : "none has been posted yet"}.`,
      accept: { label: "Post update", effect: "Tells everybody on the incident and starts the clock again.", dialog: "update" },
      decline: null,
      edit: { label: "Write it…", dialog: "update" },
      onExpiry: "Whoever owes it and the commander are reminded, twice; it stays overdue until it is posted.",
    }),
  },

  role_unfilled: {
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
    missed: (_, { subject }, roles) => (subject === COMMANDER ? "nobody commands" : `${named(roles, subject).label} is unfilled`),
    words: (_, { subject }, roles) => ({
      title: subject === COMMANDER ? "Nobody commands this incident" : `${named(roles, subject).label} is unfilled`,
      why: subject === COMMANDER ? "Somebody has to decide who does what." : "An incident this severe needs somebody who writes the updates.",
      accept: { label: "Take the role", effect: `You become ${named(roles, subject).label} at once.`, ...PRESS },
      decline: null,
      edit: { label: "Assign…", dialog: "assign" },
      onExpiry: "Everybody on the incident is told; it stays open until somebody has the role.",
    }),
  },

  role_asked: {
    standing: (room) =>
      room.assignments
        .filter(({ state }) => state === "paged")
        .map(({ id, person, since }) => ({ subject: id, owner: { type: "person", person }, dueAt: after(since, DEADLINE_MINUTES.roleAsked) })),
    isFrom: (fact, { subject }) => fact.kind === "role" && fact.assignment.id === subject,
    answerIn: (fact, { subject }) => {
      if (fact.kind !== "role" || fact.assignment.id !== subject || fact.assignment.state === "paged") return null;
      return fact.assignment.state === "active" ? "accept" : "decline";
    },
    missed: (room, { subject }, roles) => {
      const asked = assignmentOf(room, subject);
      return `${asked.person.name} has not answered whether to be ${named(roles, asked.role).label}`;
    },
    words: (room, { subject }, roles) => {
      const { role, assignedBy } = assignmentOf(room, subject);
      const { label, duties } = named(roles, role);
      return {
        title: `${assignedBy} asks you to be ${label}`,
        why: duties || "The role waits for your word.",
        accept: { label: "Accept", effect: `You become ${label} at once.`, ...PRESS },
        decline: { label: "Decline", effect: "The role is free for somebody else.", ...PRESS },
        edit: null,
        onExpiry: "Whoever commands is told that you have not answered; the question stays open.",
      };
    },
  },

  handover_offered: {
    standing: ({ handover }) =>
      handover
        ? [
            {
              subject: handover.id,
              owner: { type: "person", person: handover.to },
              dueAt: after(handover.offeredAt, DEADLINE_MINUTES.handoverOffered),
            },
          ]
        : [],
    isFrom: (fact, { subject }) => fact.kind === "handover" && fact.id === subject,
    answerIn: (fact, { subject }) => {
      if (fact.kind !== "handover" || fact.id !== subject) return null;
      return fact.state === "accepted" ? "accept" : fact.state === "declined" ? "decline" : null;
    },
    missed: (room) => `${room.handover?.to.name} has not answered the offer of command`,
    words: (room) => ({
      title: `${room.handover?.from.name} offers you command`,
      why: firstLine(room.handover?.brief.situation ?? ""),
      accept: { label: "Read and accept…", effect: "You say back what you understood, and command from then on.", dialog: "read-back" },
      decline: { label: "Decline", effect: `${room.handover?.from.name} goes on commanding.`, ...PRESS },
      edit: { label: "Read the brief…", dialog: "read-back" },
      onExpiry: `The offer is withdrawn, and ${room.handover?.from.name} goes on commanding.`,
    }),
  },
};

/** Who owes the next update: whoever does communications, else the commander, else whoever commands. */
function updateOwner(room: RoomState): DeadlineOwner {
  const holder = activeIn(room, COMMUNICATIONS) ?? activeIn(room, COMMANDER);
  return holder ? { type: "person", person: holder.person } : { type: "command" };
}

function activeIn(room: RoomState, role: string): Assignment | undefined {
  return room.assignments.find((held) => held.role === role && held.state === "active");
}

/** Asked counts as filled: that question has a deadline of its own. */
function isFilled(room: RoomState, role: string): boolean {
  return room.assignments.some((held) => held.role === role && (held.state === "active" || held.state === "paged"));
}

function unfilled(role: string, since: string, minutes: number): Standing {
  return { subject: role, owner: { type: "command" }, dueAt: after(since, minutes) };
}

function assignmentOf(room: RoomState, id: string): Assignment {
  const found = room.assignments.find((held) => held.id === id);
  if (!found) throw new Error(`${room.reference} has no assignment ${id}.`);
  return found;
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

function after(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

function named(roles: RoleNames, key: string): { label: string; duties: string } {
  return [...BUILT_IN_ROLES, ...roles].find((role) => role.key === key) ?? { label: key, duties: "" };
}

function minuteOf(at: string): string {
  return `${at.slice(11, 16)} UTC`;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}

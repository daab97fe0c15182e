import type { Deadline, DeadlineKind, Decision } from "./deadline.ts";
import { leadersOrAll } from "./deadlines/parts.ts";
import { DEADLINE_RULES } from "./deadlines/registry.ts";
import { isActivePhase } from "./incident-terms.ts";
import { type OrganisationRole, type Permission, roleHolds } from "./permissions.ts";
import type { RoomState } from "./room.ts";

type Who = { id: string; role: OrganisationRole };

/** Every deadline that stands open in a room, the earliest due first. Nothing is due in an incident that is over. Pure. */
export function deadlinesOf(room: RoomState): Deadline[] {
  if (!isActivePhase(room.phase)) return [];
  const all = Object.entries(DEADLINE_RULES).flatMap(([kind, rule]) =>
    rule.standing(room).map((standing) => ({ kind: kind as DeadlineKind, ...standing })),
  );
  return all.toSorted((a, b) => (a.dueAt === b.dueAt ? compare(keyOf(a), keyOf(b)) : compare(a.dueAt, b.dueAt)));
}

/** The name of a deadline within its incident. */
export function keyOf({ kind, subject }: Pick<Decision, "kind" | "subject">): string {
  return `${kind} ${subject}`;
}

/** What whoever answers a deadline of this kind has to hold. */
export function permissionFor(kind: DeadlineKind): Permission {
  return DEADLINE_RULES[kind].permission ?? "incident.write";
}

/** The open deadlines that need this person's decision, the earliest due first. Pure. */
export function queueOf(room: RoomState, who: Who): Deadline[] {
  const mine = deadlinesOf(room).filter(({ kind }) => roleHolds(who.role, permissionFor(kind)));
  return mine.filter(({ owner }) => (owner.type === "person" ? owner.person.id === who.id : decides(room, who.id)));
}

/**
 * Whose decision is what belongs to command: the commander's and deputy's; where there is none, everybody's who has to do with the
 * incident; where nobody has, everybody's.
 */
function decides(room: RoomState, id: string): boolean {
  const asked = leadersOrAll(room);
  return asked.length === 0 || asked.some((person) => person.id === id);
}

export type DeadlineChange = { armed: Deadline[]; ended: Deadline[] };

/** What became of the deadlines between two states: armed or moved, and ended. Empty for the very same state. Pure. */
export function deadlineChange(before: RoomState | null, after: RoomState): DeadlineChange {
  if (before === after) return { armed: [], ended: [] };
  const was = new Map((before ? deadlinesOf(before) : []).map((deadline) => [keyOf(deadline), deadline]));
  const is = new Map(deadlinesOf(after).map((deadline) => [keyOf(deadline), deadline]));
  return {
    armed: [...is].filter(([key, deadline]) => !isSame(was.get(key), deadline)).map(([, deadline]) => deadline),
    ended: [...was].filter(([key]) => !is.has(key)).map(([, deadline]) => deadline),
  };
}

export function ownerIdOf({ owner }: Deadline): string | null {
  return owner.type === "person" ? owner.person.id : null;
}

function isSame(one: Deadline | undefined, other: Deadline): boolean {
  return one !== undefined && one.dueAt === other.dueAt && ownerIdOf(one) === ownerIdOf(other);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Visibility } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact, FactOf } from "#lib/contracts/timeline.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";

export type AccessChange = { visibility: Visibility; add: PersonRef[]; remove: string[]; by: PersonRef | null };

/**
 * The fact of a change of who may see an incident; null when nothing differs. Becoming private names everybody who works on it. Nobody
 * can be taken off who holds a role or is offered command. Pure.
 */
export function decideAccess(room: RoomState, { visibility, add, remove, by }: AccessChange): FactOf<"access"> | null {
  if (visibility === "normal") return openToAll(room, add.length + remove.length > 0);
  const before = room.visibility === "private" ? room.members : [];
  const joining = room.visibility === "private" ? add : [...workingOn(room), ...(by ? [by] : []), ...add];
  requireFree(room, remove);
  const members = distinct([...before, ...joining]).filter(({ id }) => !remove.includes(id));
  if (members.length === 0) throw new InvalidError("A private incident without anybody named on it would be lost to all. Leave at least one person.");
  const added = members.filter((person) => !includes(before, person));
  const removed = before.filter((person) => !includes(members, person));
  if (room.visibility === "private" && added.length === 0 && removed.length === 0) return null;
  return { kind: "access", visibility, members, added, removed };
}

function openToAll(room: RoomState, isNaming: boolean): FactOf<"access"> | null {
  if (isNaming) throw new InvalidError(`${room.reference} is visible to everybody. Make it private to name who may see it.`);
  return room.visibility === "normal" ? null : { kind: "access", visibility: "normal", members: [], added: [], removed: [] };
}

function workingOn(room: RoomState): PersonRef[] {
  const assignees = room.tasks.flatMap(({ assignee, state }) => (assignee && (state === "open" || state === "doing") ? [assignee] : []));
  return [...room.assignments.map(({ person }) => person), ...(room.handover ? [room.handover.to] : []), ...assignees];
}

function requireFree(room: RoomState, remove: string[]): void {
  const holder = room.assignments.find(({ person }) => remove.includes(person.id));
  if (holder) {
    const remedy = holder.role === "commander" ? "Hand over command first." : "Release them from it first.";
    throw new ConflictError(`${holder.person.name} holds the role ${holder.role} on ${room.reference}. ${remedy}`);
  }
  if (room.handover && remove.includes(room.handover.to.id)) {
    throw new ConflictError(`${room.handover.to.name} is offered command of ${room.reference}. Withdraw the offer first.`);
  }
}

/** What else has to be recorded so that a private incident concerns only those named on it: others stop watching and lose their tasks. Pure. */
export function factsOfLeaving(room: RoomState): Fact[] {
  if (room.visibility === "normal") return [];
  const watchers = room.watchers.filter((person) => !includes(room.members, person));
  const tasks = room.tasks.filter(({ assignee }) => assignee && !includes(room.members, assignee));
  return [
    ...watchers.map((person): Fact => ({ kind: "watcher", person, isWatching: false })),
    ...tasks.map((task): Fact => ({ kind: "task", action: "changed", task: { ...task, assignee: null }, before: task })),
  ];
}

/** Refuses to give work on a private incident to somebody who may not see it. */
export function requireMember(room: Pick<RoomState, "reference" | "visibility" | "members">, person: PersonRef): void {
  if (room.visibility === "normal" || includes(room.members, person)) return;
  throw new InvalidError(`${room.reference} is private and ${person.name} is not named on it. Add ${person.name} to those who may see it first.`);
}

/** Those of these people who may see the incident. */
export function thoseWhoMaySee(room: RoomState, people: PersonRef[]): PersonRef[] {
  return room.visibility === "normal" ? people : people.filter((person) => includes(room.members, person));
}

/** True when everybody who may see `room` may also see `other`, so that it may name it. */
export function mayName(room: RoomState, other: RoomState): boolean {
  return other.visibility === "normal" || (room.visibility === "private" && room.members.every((person) => includes(other.members, person)));
}

function includes(people: PersonRef[], person: PersonRef): boolean {
  return people.some(({ id }) => id === person.id);
}

function distinct(people: PersonRef[]): PersonRef[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

import type { PersonRef } from "#lib/contracts/actor.ts";
import { BUILT_IN_ROLES, COMMANDER, type RoleDefinition } from "#lib/contracts/built-in-roles.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { Assignment, AssignmentState, Handover } from "#lib/contracts/role.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from "#server/platform/errors.ts";

/** The roles of this organisation in the order of the board. */
export function rolesOf({ customRoles }: Pick<OrganisationSettings, "customRoles">): RoleDefinition[] {
  return [...BUILT_IN_ROLES, ...customRoles.filter(({ key }) => !BUILT_IN_ROLES.some((role) => role.key === key))];
}

/** The role with this key, or a refusal that names those there are. */
export function roleNamed(settings: Pick<OrganisationSettings, "customRoles">, key: string): RoleDefinition {
  const roles = rolesOf(settings);
  const role = roles.find((known) => known.key === key);
  if (!role) throw new InvalidError(`There is no role ${key}. The roles are: ${roles.map((known) => known.key).join(", ")}.`);
  return role;
}

export function commanderOf(room: RoomState): Assignment | null {
  return room.assignments.find(({ role }) => role === COMMANDER) ?? null;
}

/**
 * The fact of an assignment: added to a role that many may hold, else in place of the former holder. Command is only given when nobody
 * has it; otherwise it is handed over or taken. Pure.
 */
export function decideAssignment(
  room: Pick<RoomState, "reference" | "assignments">,
  role: RoleDefinition,
  assignment: Assignment,
  reason: string | null,
): FactOf<"role"> {
  const holders = room.assignments.filter((held) => held.role === role.key);
  const same = holders.find(({ person }) => person.id === assignment.person.id);
  if (same)
    throw new ConflictError(`${same.person.name} is ${role.label} already (${same.state}). Change that assignment instead.`, null, "already_done");
  const [former] = holders;
  if (role.key === COMMANDER && former) {
    throw new ConflictError(`${former.person.name} commands ${room.reference}. Let them hand over, or take command yourself.`);
  }
  return { kind: "role", assignment, replaces: role.isMany ? null : (former ?? null), reason };
}

const NEXT: Record<AssignmentState, readonly AssignmentState[]> = {
  paged: ["active", "standby", "released"],
  active: ["standby", "released"],
  standby: ["active", "released"],
  released: [],
};

export type AssignmentChange = { id: string; state: AssignmentState; reason: string | null };
export type Actor = { personId: string | null; mayCommand: boolean };

/**
 * The fact of a changed assignment: accepting, declining, standing by, releasing. By the person concerned or by who commands. A commander who
 * has accepted stays until the incident is over, command is handed over, or it is taken. Pure.
 */
export function decideAssignmentChange(room: RoomState, change: AssignmentChange, actor: Actor, now: string): FactOf<"role"> {
  const { state: to, reason } = change;
  const before = room.assignments.find(({ id }) => id === change.id);
  if (!before) throw new NotFoundError(`${room.reference} has no assignment ${change.id}. The role may have gone to somebody else; reload.`);
  if (actor.personId !== before.person.id && !actor.mayCommand) {
    throw new ForbiddenError(`Only ${before.person.name}, the commander, the deputy or an administrator can change this assignment.`);
  }
  if (before.state === to) throw new ConflictError(`${before.person.name} is ${to} already.`, null, "already_done");
  if (!NEXT[before.state].includes(to))
    throw new InvalidError(`An assignment cannot go from ${before.state} to ${to}. Assign the role anew.`, "illegal_transition");
  if (before.role === COMMANDER && before.state !== "paged" && to !== "active" && isActivePhase(room.phase)) {
    throw new ConflictError(`${room.reference} needs its commander while it is ${room.phase}. Hand over command first.`);
  }
  return { kind: "role", assignment: { ...before, state: to, since: now }, replaces: before, reason };
}

/** The open offer of command with this id, or a refusal. Pure. */
export function openOffer(room: RoomState, id: string): Handover {
  if (room.handover?.id === id) return room.handover;
  throw new ConflictError(
    `This offer of command no longer stands on ${room.reference}: it was answered, withdrawn, or command was taken.`,
    null,
    "already_done",
  );
}

/** How an offer ends without a new commander. */
export function endOffer({ id, from, to }: Handover, state: "declined" | "withdrawn"): FactOf<"handover"> {
  return { kind: "handover", state, id, from, to, brief: null, readBack: null, assignment: null };
}

/** Refuses an offer of command that cannot be answered. Pure. */
export function requireOfferable(room: RoomState, from: PersonRef, to: PersonRef): void {
  const commander = commanderOf(room);
  if (commander?.person.id !== from.id || commander.state === "paged") {
    const who = commander ? `${commander.person.name} commands it` : "nobody commands it";
    throw new ForbiddenError(`Only the commander of ${room.reference} can offer command, and ${who}. Take command first.`);
  }
  if (to.id === from.id) throw new InvalidError("You command this incident already. Offer command to somebody else.");
  if (!room.handover) return;
  throw new ConflictError(`Command is offered to ${room.handover.to.name} already. Withdraw that offer first.`);
}

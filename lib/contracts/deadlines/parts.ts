import type { PersonRef } from "../actor.ts";
import { BUILT_IN_ROLES, COMMANDER } from "../built-in-roles.ts";
import type { Assignment } from "../role.ts";
import type { RoomState } from "../room.ts";
import type { RoleNames } from "./rule.ts";

export const COMMUNICATIONS = "communications";

/** An answer for which a press is enough. */
export const BY_PRESS = { dialog: null };

/** So many minutes after an instant, RFC 3339. */
export function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** `14:30 UTC` from RFC 3339. */
export function minuteOf(at: string): string {
  return `${at.slice(11, 16)} UTC`;
}

/** How a role is called and what it does; its key where it is not known any more. */
export function roleOf(roles: RoleNames, key: string): { label: string; duties: string } {
  return [...BUILT_IN_ROLES, ...roles].find((role) => role.key === key) ?? { label: key, duties: "" };
}

/** Who has a role and has accepted it. */
export function activeIn(room: RoomState, role: string): Assignment | undefined {
  return room.assignments.find((held) => held.role === role && held.state === "active");
}

/** The commander and the deputy, as far as there are any who have accepted. */
export function thoseWhoLead(room: RoomState): PersonRef[] {
  return room.assignments.filter(({ role, state }) => (role === COMMANDER || role === "deputy") && state !== "paged").map(({ person }) => person);
}

/** Everybody who works on the incident or watches it, and those named on a private one; each once. */
export function concerned(room: RoomState): PersonRef[] {
  const all = [...room.assignments.map(({ person }) => person), ...room.watchers, ...room.members];
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

/** Those who lead, else everybody concerned. */
export function leadersOrAll(room: RoomState): PersonRef[] {
  const leading = thoseWhoLead(room);
  return leading.length > 0 ? leading : concerned(room);
}

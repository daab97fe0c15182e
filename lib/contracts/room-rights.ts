import { COMMANDER } from "./built-in-roles.ts";
import { isActivePhase } from "./incident-terms.ts";
import { type OrganisationRole, roleHolds } from "./permissions.ts";
import type { RoomState } from "./room.ts";
import type { RoomRights } from "./room-view.ts";

type Who = { id: string; role: OrganisationRole };

/** Whether somebody may do what is left to those who command: the commander, the deputy, and administrators. */
export function leads({ id, role }: Who, room: Pick<RoomState, "assignments">): boolean {
  if (role === "admin") return true;
  return room.assignments.some((held) => held.person.id === id && held.state !== "paged" && (held.role === COMMANDER || held.role === "deputy"));
}

/** What somebody may do in a room as it stands: it changes when roles do. Pure. */
export function rightsIn(who: Who, room: Pick<RoomState, "assignments" | "phase">): RoomRights {
  const canWrite = roleHolds(who.role, "incident.write") && room.phase !== "merged";
  return { canWrite, canCommand: canWrite && leads(who, room), canWatch: isActivePhase(room.phase) || roleHolds(who.role, "incident.watch") };
}

import type { PersonRef } from "#lib/contracts/actor.ts";
import { type OrganisationRole, roleHolds } from "#lib/contracts/permissions.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { requireMember } from "#server/incidents/index.ts";
import type { Transaction } from "#server/platform/db.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";

type Access = Pick<RoomState, "reference" | "visibility" | "members">;

/** An active person who may work on this incident, or a refusal that says what stands in the way. */
export async function personWhoCanWork(tx: Transaction, room: Access, id: string): Promise<PersonRef> {
  const person = await tx.user.findFirst({ where: { id, deactivatedAt: null }, select: { id: true, name: true, role: true } });
  if (!person) throw new NotFoundError(`There is no active person with the id ${id}. Reload and choose again.`);
  if (!roleHolds(person.role as OrganisationRole, "incident.write")) {
    throw new InvalidError(
      `${person.name} is a viewer and cannot work on incidents. Ask an administrator to make them a responder, or choose somebody else.`,
    );
  }
  const ref = { id: person.id, name: person.name };
  requireMember(room, ref);
  return ref;
}

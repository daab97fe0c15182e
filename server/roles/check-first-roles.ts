import type { z } from "zod";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { Assignment } from "#lib/contracts/role.ts";
import type { CheckFirstRoles } from "#lib/contracts/role-suggestion.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { personWhoCanWork } from "./holder.ts";
import { decideAssignment, roleNamed } from "./rules.ts";

const NOT_YET = "the incident";

/**
 * Refuses roles that could not be given on an incident which is about to be declared: unknown ones, people who cannot work on it, two people
 * for a role that one has. It asks the rules of giving a role, on the incident as it would be. Changes nothing.
 */
export async function checkFirstRoles(ctx: Ctx, input: z.output<typeof CheckFirstRoles>): Promise<{ count: number }> {
  authorize(ctx, "incident.write");
  const [settings, since] = await Promise.all([organisationSettings(db()), databaseNow()]);
  const own = ctx.person ? { id: ctx.person.id, name: ctx.person.name } : null;
  const members = [...input.members, ...(own ? [own.id] : [])].map((id) => ({ id, name: "" }));
  const room = { reference: NOT_YET, visibility: input.visibility, members };
  const assigned = { state: "paged" as const, since, assignedBy: ctx.actor.name };
  const assignments: Assignment[] = own ? [{ ...assigned, id: own.id, role: COMMANDER, person: own }] : [];
  for (const { role: key, user } of input.roles) {
    const role = roleNamed(settings, key);
    const person = await personWhoCanWork(db(), room, user);
    const assignment = { ...assigned, id: person.id, role: role.key, person };
    const { replaces } = decideAssignment({ reference: NOT_YET, assignments }, role, assignment, null);
    if (replaces)
      throw new ConflictError(`Only one can be ${role.label}, and both ${replaces.person.name} and ${person.name} are named. Choose one.`);
    assignments.push(assignment);
  }
  return { count: input.roles.length };
}

import type { z } from "zod";
import type { AssignRole } from "#lib/contracts/incident-commands.ts";
import { changeIncident, requireRoomFor } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { personWhoCanWork } from "./holder.ts";
import { decideAssignment, roleNamed } from "./rules.ts";

/** Gives somebody a role: at once when it is oneself, else they are paged and accept or decline. */
export async function assignRole(ctx: Ctx, input: z.output<typeof AssignRole>): Promise<{ seq: number; id: string }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const role = roleNamed(await organisationSettings(db()), input.role);
    const person = await personWhoCanWork(db(), incident.room, input.user);
    requireRoomFor(incident.room.assignments, "assignments");
    const state = input.state ?? (person.id === ctx.person?.id ? "active" : "paged");
    const assignment = { id: newId(), role: role.key, person, state, since: incident.now, assignedBy: ctx.actor.name };
    const { seq } = await incident.record(decideAssignment(incident.room, role, assignment, input.reason || null));
    return { seq, id: assignment.id };
  });
}

import type { z } from "zod";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { AcceptHandover } from "#lib/contracts/incident-commands.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { openOffer } from "./rules.ts";

/** The receiver says in their own words what they understood, and commands from then on. */
export async function acceptHandover(ctx: Ctx, input: z.output<typeof AcceptHandover>): Promise<{ seq: number }> {
  const me = authorizePerson(ctx, "incident.write");
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { id, from, to } = openOffer(incident.room, input.id);
    if (to.id !== me.id) throw new ForbiddenError(`Command is offered to ${to.name}. Only they can accept it.`);
    const assignment = { id: newId(), role: COMMANDER, person: to, state: "active" as const, since: incident.now, assignedBy: from.name };
    const { seq } = await incident.record({ kind: "handover", state: "accepted", id, from, to, brief: null, readBack: input.readBack, assignment });
    return { seq };
  });
}

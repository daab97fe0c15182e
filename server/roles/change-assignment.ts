import type { z } from "zod";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { ChangeAssignment } from "#lib/contracts/incident-commands.ts";
import { changeIncident, mayCommand } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { decideAssignmentChange, endOffer } from "./rules.ts";

/** Accepts or declines a page, puts a role holder on standby or back, or releases them. */
export async function changeAssignment(ctx: Ctx, input: z.output<typeof ChangeAssignment>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { room } = incident;
    const actor = { personId: ctx.person?.id ?? null, mayCommand: mayCommand(ctx, room) };
    const fact = decideAssignmentChange(room, { id: input.id, state: input.state, reason: input.reason || null }, actor, incident.now);
    const endsOffer = fact.assignment.role === COMMANDER && fact.assignment.state !== "active" && room.handover;
    if (endsOffer) await incident.record(endOffer(endsOffer, "withdrawn"));
    const { seq } = await incident.record(fact);
    return { seq };
  });
}

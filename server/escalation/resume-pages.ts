import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";

/** Lets an escalation that is held go on: what is overdue fires at once. Refused where nothing is held (any more). */
export async function resumePages(ctx: Ctx, { reference }: { reference: string }): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { escalation } = incident.room;
    if (!escalation?.heldAt) throw new ConflictError(`Nothing is held on ${reference}: its pages go out as they come due.`, null, "already_done");
    return incident.record({ kind: "escalation", escalation: escalation.id, event: "resumed", reason: null, policy: null, page: null, tells: [] });
  });
}

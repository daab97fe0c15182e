import type { z } from "zod";
import type { EndHandover } from "#lib/contracts/incident-commands.ts";
import { changeIncident, requireCommand } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { endOffer, openOffer } from "./rules.ts";

/** Whoever commands takes the offer back. */
export async function withdrawHandover(ctx: Ctx, input: z.output<typeof EndHandover>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    requireCommand(ctx, incident.room);
    const { seq } = await incident.record(endOffer(openOffer(incident.room, input.id), "withdrawn"));
    return { seq };
  });
}

import type { z } from "zod";
import type { EndHandover } from "#lib/contracts/incident-commands.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { endOffer, openOffer } from "./rules.ts";

/** The receiver declines; the offering commander goes on. */
export async function declineHandover(ctx: Ctx, input: z.output<typeof EndHandover>): Promise<{ seq: number }> {
  const me = authorizePerson(ctx, "incident.write");
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const offer = openOffer(incident.room, input.id);
    if (offer.to.id !== me.id) throw new ForbiddenError(`Command is offered to ${offer.to.name}. Only they can decline it.`);
    const { seq } = await incident.record(endOffer(offer, "declined"));
    return { seq };
  });
}

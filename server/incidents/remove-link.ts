import type { z } from "zod";
import type { RemoveLink } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { changeIncident } from "./change-incident.ts";

/** Takes a link off the room; the timeline keeps it. */
export async function removeLink(ctx: Ctx, input: z.output<typeof RemoveLink>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const link = incident.room.links.find(({ id }) => id === input.id);
    if (!link) throw new NotFoundError(`${input.reference} has no link ${input.id}. Somebody may have removed it; reload.`);
    const { seq } = await incident.record({ kind: "link", action: "removed", link });
    return { seq };
  });
}

import type { z } from "zod";
import type { OfferHandover } from "#lib/contracts/incident-commands.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { personWhoCanWork } from "./holder.ts";
import { requireOfferable } from "./rules.ts";

/** The commander offers command with a written brief. Until it is accepted, the offering commander stands. */
export async function offerHandover(ctx: Ctx, input: z.output<typeof OfferHandover>): Promise<{ seq: number; id: string }> {
  const me = authorizePerson(ctx, "incident.write");
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const from = { id: me.id, name: me.name };
    const to = await personWhoCanWork(db(), incident.room, input.to);
    requireOfferable(incident.room, from, to);
    const id = newId();
    const { seq } = await incident.record({ kind: "handover", state: "offered", id, from, to, brief: input.brief, readBack: null, assignment: null });
    return { seq, id };
  });
}

import type { z } from "zod";
import type { PostUpdate } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeIncident } from "./change-incident.ts";
import { moveTo } from "./change-status.ts";
import { dueAgain } from "./rules.ts";

/** Tells everybody concerned where things stand, keeps the update promise, and starts its clock again. May move the incident on the way. */
export async function postUpdate(ctx: Ctx, input: z.output<typeof PostUpdate>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    if (input.phase && input.phase !== incident.room.phase) await moveTo(ctx, incident, { to: input.phase });
    const settings = await organisationSettings(db());
    const { seq } = await incident.record({ kind: "update", text: input.text, nextUpdateDueAt: dueAgain(incident.room, settings, incident.now) });
    return { seq };
  });
}

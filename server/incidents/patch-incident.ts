import type { z } from "zod";
import type { PatchIncident } from "#lib/contracts/incident-commands.ts";
import { TIMESTAMP_NAMES } from "#lib/contracts/incident-terms.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { putLink } from "./add-link.ts";
import { changeIncident } from "./change-incident.ts";
import { setServices } from "./change-services.ts";
import { editField } from "./edit-incident.ts";
import { stateFigures } from "./set-figures.ts";
import { stateTime } from "./set-timestamp.ts";

/** Changes several things of an incident in one transaction: when one of them is refused, nothing is changed. */
export async function patchIncident(ctx: Ctx, input: z.output<typeof PatchIncident>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { title, summary, impact, services, links = [], reason } = input;
    if (title !== undefined) await editField(incident, "title", { to: title });
    if (summary !== undefined) await editField(incident, "summary", { to: summary });
    if (impact) await stateFigures(incident, { figures: impact });
    if (services) await setServices(incident, { add: services, remove: without(incident.room.services, services) });
    for (const link of links) await putLink(incident, link);
    for (const name of TIMESTAMP_NAMES) {
      const to = input[name];
      if (to !== undefined) await stateTime(ctx, incident, { name, to, reason });
    }
    return { seq: incident.lastSeq };
  });
}

function without(standing: { id: string }[], kept: string[]): string[] {
  return standing.flatMap(({ id }) => (kept.includes(id) ? [] : [id]));
}

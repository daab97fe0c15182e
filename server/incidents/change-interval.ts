import type { z } from "zod";
import type { ChangeInterval } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { changeIncident } from "./change-incident.ts";
import { decideIntervalChange } from "./impact-rules.ts";

/** Corrects, ends or removes a recorded stretch of impact. */
export async function changeInterval(ctx: Ctx, input: z.output<typeof ChangeInterval>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const fact = decideIntervalChange(incident.room, input, incident.now);
    if (!fact) return { seq: incident.lastSeq };
    const { seq } = await incident.record(fact, { occurredAt: fact.action === "ended" ? fact.interval.endedAt : null });
    return { seq };
  });
}

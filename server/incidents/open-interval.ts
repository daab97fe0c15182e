import type { z } from "zod";
import type { OpenInterval } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { servicesRefs } from "#server/services/index.ts";
import { changeIncident } from "./change-incident.ts";
import { setNone } from "./change-status.ts";
import { checkInterval } from "./impact-rules.ts";
import { requireRoomFor } from "./limits.ts";

/** Records a stretch of impact on one service, or on the whole; from now on unless it says otherwise. */
export async function openInterval(ctx: Ctx, input: z.output<typeof OpenInterval>): Promise<{ seq: number; id: string }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    requireRoomFor(incident.room.intervals, "stretches of impact");
    const [service] = await servicesRefs(db(), input.service ? [input.service] : []);
    const stretch = {
      id: newId(),
      service: service ?? null,
      level: input.level,
      share: input.share ?? null,
      regions: [...new Set(input.regions)],
      startedAt: input.startedAt ?? incident.now,
      endedAt: input.endedAt ?? null,
    };
    const interval = checkInterval(incident.room, stretch, incident.now);
    await setNone(incident, false);
    const { seq } = await incident.record({ kind: "interval", action: "opened", interval, reason: null }, { occurredAt: interval.startedAt });
    return { seq, id: interval.id };
  });
}

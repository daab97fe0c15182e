import type { z } from "zod";
import type { ScheduleMaintenance } from "#lib/contracts/status/maintenance.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { tellOfPage } from "../create-page.ts";
import { storedPage } from "../stored.ts";
import { requireComponents, requireWindow } from "./maintenance-rules.ts";

/** Announces work. From then on it reminds, begins and ends by itself. */
export async function scheduleMaintenance(ctx: Ctx, input: z.output<typeof ScheduleMaintenance>): Promise<{ id: string }> {
  authorize(ctx, "status.publish");
  return transaction(async (tx) => {
    const page = await storedPage(input.page, tx);
    const now = await databaseNow(tx);
    requireWindow(input, now);
    requireComponents(input.components, page.components);
    const { page: slug, startsAt, endsAt, ...given } = input;
    const id = newId();
    const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), createdAt: new Date(now) };
    await tx.statusMaintenance.create({ data: { id, pageId: page.id, ...given, ...times, state: "scheduled", createdBy: ctx.actor.name } });
    await tellOfPage(tx, page.id);
    await audit(tx, ctx, { action: "status.schedule-maintenance", subject: slug, detail: { id, title: input.title, startsAt, endsAt } });
    return { id };
  });
}

import type { z } from "zod";
import type { ArchiveSchedule } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { requireKeeper } from "./rights.ts";
import { lockSchedule } from "./schedule.ts";

/** Ends a schedule: nobody is on call by it any more. Or brings it back as it was. */
export async function archiveSchedule(ctx: Ctx, input: z.output<typeof ArchiveSchedule>): Promise<void> {
  authorize(ctx, "oncall.manage");
  await transaction(async (tx) => {
    const row = await lockSchedule(tx, input.id);
    await requireKeeper(tx, ctx, row.teamId);
    if ((row.archivedAt !== null) === input.isArchived) return;
    await tx.oncallSchedule.update({ where: { id: row.id }, data: { archivedAt: input.isArchived ? new Date(await databaseNow(tx)) : null } });
    const action = input.isArchived ? "oncall.schedule.archive" : "oncall.schedule.unarchive";
    await audit(tx, ctx, { action, subject: row.slug, detail: { id: row.id } });
  });
}

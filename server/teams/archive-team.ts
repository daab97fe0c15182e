import type { z } from "zod";
import type { ArchiveTeam } from "#lib/contracts/team.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { lockTeam, refuseTakenName } from "./team.ts";

/** Takes a team out of lists and choices, or brings it back. Its services stay with it. */
export async function archiveTeam(ctx: Ctx, input: z.output<typeof ArchiveTeam>): Promise<void> {
  authorize(ctx, "service.manage");
  await transaction(async (tx) => {
    const team = await lockTeam(tx, input.id);
    if ((team.archivedAt !== null) === input.isArchived) return;
    if (!input.isArchived) await refuseTakenName(tx, team.name, team.id);
    await tx.team.update({ where: { id: team.id }, data: { archivedAt: input.isArchived ? new Date(await databaseNow(tx)) : null } });
    await audit(tx, ctx, { action: input.isArchived ? "team.archive" : "team.unarchive", subject: team.slug, detail: { id: team.id } });
  });
}

import type { z } from "zod";
import type { ArchiveService } from "#lib/contracts/service.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Takes a service out of lists and choices, or brings it back. Incidents keep naming it. */
export async function archiveService(ctx: Ctx, input: z.output<typeof ArchiveService>): Promise<void> {
  authorize(ctx, "service.manage");
  await transaction(async (tx) => {
    const service = await tx.service.findUnique({ where: { id: input.id }, select: { slug: true, archivedAt: true } });
    if (!service) throw new NotFoundError(`There is no service with the id ${input.id}.`);
    if ((service.archivedAt !== null) === input.isArchived) return;
    const at = new Date(await databaseNow(tx));
    const data = { archivedAt: input.isArchived ? at : null, version: { increment: 1 }, updatedAt: at, updatedBy: ctx.actor.name };
    await tx.service.update({ where: { id: input.id }, data });
    await audit(tx, ctx, { action: input.isArchived ? "service.archive" : "service.unarchive", subject: service.slug, detail: { id: input.id } });
  });
}

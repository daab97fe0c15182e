import type { z } from "zod";
import type { ArchiveRunbook } from "#lib/contracts/runbook-run.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { findRunbook } from "./find-runbook.ts";

/** Takes a runbook out of the library, or puts it back. Its runs and versions stay. */
export async function archiveRunbook(ctx: Ctx, { slug, isArchived }: z.output<typeof ArchiveRunbook>): Promise<{ slug: string }> {
  authorize(ctx, "runbook.manage");
  const { isShipped } = await findRunbook(slug);
  if (isShipped)
    throw new ConflictError(`${slug} comes with Muster and was never changed here, so it stays. Change it first, if it should not be used as it is.`);
  await transaction(async (tx) => {
    await tx.runbookDoc.update({ where: { slug }, data: { archivedAt: isArchived ? new Date() : null } });
    await audit(tx, ctx, { action: isArchived ? "runbook.archive" : "runbook.restore", subject: slug, detail: {} });
  });
  return { slug };
}

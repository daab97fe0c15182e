import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";

/** Says in the audit trail that what is here came out of a backup: what happened between the two is not in it. */
export async function noteRestore(createdAt: string, ctx: Ctx = systemCtx("Restore")): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction((tx) => audit(tx, ctx, { action: "backup.restore", subject: "database", detail: { createdAt } }));
}

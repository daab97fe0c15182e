import type { AuditInput } from "#server/platform/audit.ts";
import { addAudit, lockAudit, storeAudit } from "#server/platform/audit-batch.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Appends to the organisation's chain. Locks it until the transaction ends, so it comes last. */
export async function audit(sql: Sql, ctx: Ctx, input: AuditInput): Promise<void> {
  const chain = await lockAudit(sql);
  addAudit(chain, ctx, input);
  storeAudit(sql, chain);
}

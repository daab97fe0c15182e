import type { z } from "zod";
import type { AuditItem, ListAudit } from "#lib/contracts/audit.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { AuditCursor, itemOf, readEntries } from "./entries.ts";

/** The audit trail, the newest first. */
export async function listAudit(ctx: Ctx, input: z.output<typeof ListAudit>): Promise<Page<AuditItem>> {
  authorize(ctx, "audit.read");
  const { limit, cursor, ...filter } = input;
  const rows = await readEntries(ctx, filter, readCursor(cursor, AuditCursor), limit + 1);
  return pageOf(rows, limit, ({ at, chain, seq }) => [at.toISOString(), chain, seq], itemOf);
}

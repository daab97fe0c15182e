import type { z } from "zod";
import type { AuditItem, ExportAudit } from "#lib/contracts/audit.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { csvLine } from "./csv.ts";
import { type AuditCursor, itemOf, readEntries } from "./entries.ts";

const BATCH = 1_000;
const HEADER = ["at", "actor_type", "actor_id", "actor_name", "action", "subject", "detail", "chain", "seq", "hash", "hidden"];

export type Export = { fileName: string; contentType: string; lines: AsyncIterable<string> };

/** The audit trail as a file, the newest first; taking it away is itself an entry. */
export async function exportAudit(ctx: Ctx, input: z.output<typeof ExportAudit>): Promise<Export> {
  authorize(ctx, "audit.read");
  const { format, ...filter } = input;
  await transaction((tx) => audit(tx, ctx, { action: "audit.export", subject: "audit", detail: { format, ...filter } }));
  return {
    fileName: `muster-audit.${format}`,
    contentType: format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
    lines: linesOf(ctx, filter, format === "csv" ? toCsv : toJsonLine, format === "csv" ? csvLine(HEADER) : ""),
  };
}

async function* linesOf(
  ctx: Ctx,
  filter: Parameters<typeof readEntries>[1],
  write: (item: AuditItem) => string,
  head: string,
): AsyncGenerator<string> {
  if (head) yield head;
  let after: AuditCursor | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof readEntries>> = await readEntries(ctx, filter, after, BATCH);
    if (rows.length > 0) yield rows.map((row) => write(itemOf(row))).join("");
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = [last.at.toISOString(), last.chain, last.seq];
  }
}

function toCsv({ at, actor, action, subject, detail, chain, seq, hash, isHidden }: AuditItem): string {
  return csvLine([at, actor.type, actor.id, actor.name, action, subject, JSON.stringify(detail), chain, seq, hash, isHidden]);
}

function toJsonLine(item: AuditItem): string {
  return `${JSON.stringify(item)}\n`;
}

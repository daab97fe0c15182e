import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { discardFile, pathOf } from "./files.ts";

const BATCH = 200;
const DAY_MS = 86_400_000;

/** Deletes files that no note carried within a day, and what broken uploads left. Run by a schedule; returns how many rows went. */
export async function deleteUnclaimedAttachments(ctx: Ctx): Promise<number> {
  authorize(ctx, "settings.manage");
  await deleteStaleUploads();
  let total = 0;
  for (let deleted = BATCH; deleted === BATCH; total += deleted) deleted = await deleteBatch(ctx);
  return total;
}

async function deleteBatch(ctx: Ctx): Promise<number> {
  return transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; sha256: string }[]>`
      DELETE FROM attachment WHERE id IN (
        SELECT id FROM attachment WHERE claimed_at IS NULL AND created_at < muster_now() - interval '1 day'
        ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AND claimed_at IS NULL RETURNING id, sha256`;
    if (rows.length > 0)
      await audit(tx, ctx, { action: "attachment.clean-up", subject: "attachments", detail: { deleted: rows.map(({ id }) => id) } });
    for (const sha256 of [...new Set(rows.map((row) => row.sha256))].sort()) await deleteOrphan(tx, sha256);
    return rows.length;
  });
}

/** Under the lock that `storeAttachment` takes, so equal bytes stored meanwhile stay. */
async function deleteOrphan(tx: Transaction, sha256: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`muster file ${sha256}`}))`;
  const isStillUsed = await tx.attachment.findFirst({ where: { sha256 }, select: { id: true } });
  if (!isStillUsed) await discardFile(pathOf(sha256));
}

async function deleteStaleUploads(): Promise<void> {
  const directory = join(env().MUSTER_DATA_DIR, "attachments", "incoming");
  for (const name of await readdir(directory).catch(() => [])) {
    const path = join(directory, name);
    const age =
      Date.now() -
      (await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ));
    if (age > DAY_MS) await discardFile(path);
  }
}

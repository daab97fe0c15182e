import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { discardFile, lockHash, pathOf } from "./files.ts";

const BATCH = 200;
const DAY_MS = 86_400_000;

/** Deletes files that no note carried within a day, and what broken uploads left. Run by a schedule. */
export async function deleteUnclaimedAttachments(ctx: Ctx): Promise<void> {
  authorize(ctx, "settings.manage");
  await deleteStaleUploads();
  while ((await deleteBatch(ctx)) === BATCH);
}

type Row = { id: string; sha256: string };

/** Locks go in the order in which `storeAttachment` takes them: the hash, then the head of the audit chain. */
async function deleteBatch(ctx: Ctx): Promise<number> {
  return transaction(async (tx) => {
    const found = await tx.$queryRaw<Row[]>`
      SELECT id, sha256 FROM attachment WHERE claimed_at IS NULL AND created_at < muster_now() - interval '1 day' ORDER BY created_at LIMIT ${BATCH}`;
    const hashes = [...new Set(found.map(({ sha256 }) => sha256))].sort();
    for (const sha256 of hashes) await lockHash(tx, sha256);
    const deleted = await tx.$queryRaw<
      Row[]
    >`DELETE FROM attachment WHERE id = ANY(${found.map(({ id }) => id)}::uuid[]) AND claimed_at IS NULL RETURNING id, sha256`;
    const kept = await tx.attachment.findMany({ where: { sha256: { in: hashes } }, select: { sha256: true } });
    if (deleted.length > 0)
      await audit(tx, ctx, { action: "attachment.clean-up", subject: "attachments", detail: { deleted: deleted.map(({ id }) => id) } });
    for (const sha256 of hashes) if (!kept.some((row) => row.sha256 === sha256)) await discardFile(pathOf(sha256));
    return found.length;
  });
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

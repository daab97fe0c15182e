import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { SharePostmortem } from "#lib/contracts/postmortem.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { findPostmortem } from "./access.ts";
import { contentOf, wholeOf } from "./export.ts";
import { tellChanged } from "./store.ts";

/** `path` is where readers without an account find it; shown once, since only its hash is kept. Null: nobody finds it any more. */
export type Shared = { path: string | null };

/** Makes a link for readers without an account, in place of the one before; or takes it back. A private incident has no readers but those named on it. */
export async function sharePostmortem(ctx: Ctx, { reference, isShared }: z.output<typeof SharePostmortem>): Promise<Shared> {
  authorize(ctx, "incident.write");
  const { row, incident } = await findPostmortem(ctx, reference);
  if (isShared && incident.room.visibility === "private")
    throw new ConflictError(`${reference} is private, so there is no link to it. Name people on it instead, or show it to everybody first.`);
  const token = isShared ? randomBytes(32).toString("base64url") : null;
  await transaction(async (tx) => {
    await tx.postmortem.update({ where: { id: row.id }, data: { shareHash: token && hashOf(token) } });
    await audit(tx, ctx, { action: isShared ? "postmortem.share" : "postmortem.unshare", subject: reference, detail: {} });
    await tellChanged(row.id, tx);
  });
  return { path: token && `/api/read/${token}` };
}

/** The text as a page by itself, for whoever has the link; null when it was taken back, never was one, or the incident is private now. */
export async function readShared(token: string): Promise<string | null> {
  const row = await db().postmortem.findUnique({
    where: { shareHash: hashOf(token), incident: { visibility: "normal" } },
    select: { incident: { select: { reference: true } } },
  });
  return row && contentOf(await wholeOf(systemCtx("Reader"), row.incident.reference), "html");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

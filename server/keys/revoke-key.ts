import type { z } from "zod";
import type { RevokeKey } from "#lib/contracts/key.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { tellStreams } from "#server/sessions/index.ts";

/** Ends a key at once, with its streams. One's own, or any for an administrator. */
export async function revokeKey(ctx: Ctx, { id }: z.output<typeof RevokeKey>): Promise<void> {
  const me = authorizePerson(ctx, "account.own");
  await transaction(async (tx) => {
    const key = await tx.apiKey.findUnique({ where: { id }, select: { name: true, ownerId: true, revokedAt: true } });
    if (key?.ownerId !== me.id) authorize(ctx, "settings.manage");
    if (!key || key.revokedAt) throw new NotFoundError("This key was revoked already. Reload the list.");
    await tx.$executeRaw`UPDATE api_key SET revoked_at = muster_now() WHERE id = ${id}::uuid`;
    await tellStreams(tx, id);
    await audit(tx, ctx, { action: "key.revoke", subject: id, detail: { name: key.name } });
  });
}

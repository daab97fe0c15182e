import { audit } from "#server/platform/audit.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import { hashKeyToken, shownPart } from "./token.ts";

/** Stores MUSTER_API_KEY as an administrator's key of the organisation, once, while nobody is here. Returns whether it did. */
export async function applyFirstKey(): Promise<boolean> {
  const { MUSTER_API_KEY } = env();
  if (!MUSTER_API_KEY || (await db().user.count()) > 0) return false;
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster first key'))`;
    if ((await tx.apiKey.count()) > 0) return false;
    const id = newId();
    const name = "MUSTER_API_KEY";
    const data = { id, name, prefix: shownPart(MUSTER_API_KEY), tokenHash: hashKeyToken(MUSTER_API_KEY), role: "admin", scopes: [] };
    await tx.apiKey.create({ data: { ...data, createdAt: new Date(await databaseNow(tx)) } });
    await audit(tx, systemCtx("Unattended set-up"), {
      action: "key.create",
      subject: id,
      detail: { name, role: "admin", scopes: [], expiresAt: null },
    });
    return true;
  });
}

import { newToken } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { newId } from "#server/platform/id.ts";
import { hasAdministrator, lockSetup } from "./setup-state.ts";

const VALID_HOURS = 24;

/** A fresh one-time link for the first administrator; links made before stop working. Null when there is an administrator. */
export async function setupLink(): Promise<string | null> {
  return transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasAdministrator(tx)) return null;
    await tx.$executeRaw`UPDATE invitation SET revoked_at = muster_now() WHERE invited_by IS NULL AND accepted_at IS NULL AND revoked_at IS NULL`;
    const { token, tokenHash } = newToken();
    const now = await databaseNow(tx);
    const expiresAt = new Date(Date.parse(now) + VALID_HOURS * 3_600_000);
    const id = newId();
    await tx.invitation.create({ data: { id, tokenHash, role: "admin", expiresAt, createdAt: new Date(now) } });
    await audit(tx, systemCtx(), { action: "setup.link", subject: id, detail: { expiresAt: expiresAt.toISOString() } });
    return `${publicUrl()}/setup?token=${token}`;
  });
}

import { audit } from "#server/platform/audit.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { hashToken, newToken } from "./invitations.ts";

const VALID_HOURS = 24;

/** Stores a link for this active person and audits it; older ones stop working. The caller has authorised it. */
export async function storePasswordLink(tx: Transaction, ctx: Ctx, personId: string): Promise<{ link: string; expiresAt: string }> {
  await revokePasswordLinks(tx, personId);
  const { token, tokenHash } = newToken();
  const now = await databaseNow(tx);
  const expiresAt = new Date(Date.parse(now) + VALID_HOURS * 3_600_000);
  await tx.passwordLink.create({
    data: { id: newId(), tokenHash, userId: personId, madeBy: ctx.person?.id ?? null, expiresAt, createdAt: new Date(now) },
  });
  await audit(tx, ctx, { action: "person.password-link", subject: personId, detail: { expiresAt: expiresAt.toISOString() } });
  return { link: `${publicUrl()}/password?token=${token}`, expiresAt: expiresAt.toISOString() };
}

export type OpenPasswordLink = { id: string; userId: string };

/** The link that still works for somebody who may sign in, locked. */
export async function openPasswordLink(tx: Transaction, token: string): Promise<OpenPasswordLink> {
  const [found] = await tx.$queryRaw<OpenPasswordLink[]>`
    SELECT l.id, l.user_id AS "userId" FROM password_link l JOIN "user" u ON u.id = l.user_id AND u.deactivated_at IS NULL
    WHERE l.token_hash = ${hashToken(token)} AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > muster_now() FOR UPDATE OF l`;
  if (found) return found;
  throw new NotFoundError("This link does not work any more: it was used, replaced, or is older than a day. Ask an administrator for a new one.");
}

export async function markPasswordLinkUsed(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE password_link SET used_at = muster_now() WHERE id = ${id}::uuid`;
}

/** Links for a person stop working. */
export async function revokePasswordLinks(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`UPDATE password_link SET revoked_at = muster_now() WHERE user_id = ${personId}::uuid AND used_at IS NULL AND revoked_at IS NULL`;
}

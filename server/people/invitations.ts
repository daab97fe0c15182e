import { createHash, randomBytes } from "node:crypto";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** A secret for a link: 256 bits, of which only the hash is stored. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export type OpenInvitation = { id: string; email: string | null; name: string | null; role: string; invitedBy: string | null };

/** The invitation behind a link that still works, locked; set-up links are those that nobody gave. */
export async function openInvitation(tx: Transaction, token: string, kind: "setup" | "person"): Promise<OpenInvitation> {
  const rows = await tx.$queryRaw<OpenInvitation[]>`
    SELECT id, email, name, role, invited_by AS "invitedBy" FROM invitation
    WHERE token_hash = ${hashToken(token)} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > muster_now()
      AND (invited_by IS NULL) = ${kind === "setup"} FOR UPDATE`;
  const [invitation] = rows;
  if (invitation) return invitation;
  throw new NotFoundError(
    kind === "setup"
      ? "This set-up link does not work any more. Start Muster again to get a new one."
      : "This invitation does not work any more: it was used, withdrawn, or is too old. Ask for a new one.",
  );
}

export async function markAccepted(tx: Transaction, id: string, personId: string): Promise<void> {
  await tx.$executeRaw`UPDATE invitation SET accepted_at = muster_now(), accepted_by = ${personId}::uuid WHERE id = ${id}::uuid`;
}

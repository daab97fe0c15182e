import type { InvitationSummary } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

type Row = {
  id: string;
  email: string | null;
  name: string | null;
  role: OrganisationRole;
  inviter: string | null;
  created_at: Date;
  expires_at: Date;
  is_expired: boolean;
};

/** Invitations that were neither used nor withdrawn, the newest first. Set-up links are not among them. */
export async function listInvitations(ctx: Ctx): Promise<InvitationSummary[]> {
  authorize(ctx, "people.manage");
  const rows = await db().$queryRaw<Row[]>`
    SELECT i.id, i.email, i.name, i.role, u.name AS inviter, i.created_at, i.expires_at, i.expires_at <= muster_now() AS is_expired
    FROM invitation i LEFT JOIN "user" u ON u.id = i.invited_by
    WHERE i.invited_by IS NOT NULL AND i.accepted_at IS NULL AND i.revoked_at IS NULL ORDER BY i.created_at DESC, i.id DESC LIMIT 500`;
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    invitedBy: row.inviter,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    isExpired: row.is_expired,
  }));
}

import type { OrganisationRole, Permission } from "#lib/contracts/permissions.ts";
import { type Ctx, type Key, keyCtx, type Person } from "#server/platform/ctx.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { ask } from "#server/platform/sql.ts";
import { hashKeyToken } from "./token.ts";

type Row = {
  id: string;
  name: string;
  role: OrganisationRole | null;
  scopes: Permission[];
  is_stale: boolean;
  person: Person | null;
};

const SEEN_EVERY_SECONDS = 60;

const STANDS = `k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > muster_now()) AND (k.owner_id IS NULL OR u.deactivated_at IS NULL)`;

/** Who asks with this key, read from the database each time: a revoked key ends at once, and so do those of people who left. */
export async function keyOf(token: string, address: string | null): Promise<Ctx> {
  const [row] = await ask<Row>({
    name: "api-key",
    text: `
      SELECT k.id, k.name, k.role, k.scopes,
        k.last_used_at IS NULL OR k.last_used_at < now() - make_interval(secs => $2) AS is_stale,
        CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name, 'handle', u.handle, 'email', u.email, 'role', u.role) END AS person
      FROM api_key k LEFT JOIN "user" u ON u.id = k.owner_id
      WHERE k.token_hash = $1 AND ${STANDS}`,
    values: [hashKeyToken(token), SEEN_EVERY_SECONDS],
  });
  const role = row?.person?.role ?? row?.role;
  if (!row || !role) throw new ForbiddenError("This API key does not work: it is mistyped, expired or revoked. Make a new one.", "not_signed_in");
  if (row.is_stale) await ask({ name: "api-key-seen", text: "UPDATE api_key SET last_used_at = now() WHERE id = $1", values: [row.id] });
  return keyCtx({ id: row.id, name: row.name, role, scopes: row.scopes }, row.person, address);
}

/** What a key may do now, for work that it asked for earlier; null when it does not work any more. */
export async function standingKey(id: string): Promise<Key | null> {
  const [key] = await ask<Key>({
    name: "standing-key",
    text: `SELECT k.id, k.name, COALESCE(u.role, k.role) AS role, k.scopes FROM api_key k LEFT JOIN "user" u ON u.id = k.owner_id WHERE k.id = $1 AND ${STANDS}`,
    values: [id],
  });
  return key ?? null;
}

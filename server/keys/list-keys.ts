import type { z } from "zod";
import type { KeySummary, ListKeys } from "#lib/contracts/key.ts";
import type { OrganisationRole, Permission } from "#lib/contracts/permissions.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";

const MOST = 500;

/** Keys that were not revoked, newest first: one's own, or all others. */
export async function listKeys(ctx: Ctx, { isOwn }: z.output<typeof ListKeys>): Promise<KeySummary[]> {
  const me = authorizePerson(ctx, "account.own");
  if (!isOwn) authorize(ctx, "settings.manage");
  const [rows, now] = await Promise.all([
    db().apiKey.findMany({
      where: { revokedAt: null, ...(isOwn ? { ownerId: me.id } : { OR: [{ ownerId: null }, { ownerId: { not: me.id } }] }) },
      include: { owner: { select: { id: true, name: true } } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MOST,
    }),
    databaseNow(),
  ]);
  return rows.map(({ id, name, prefix, owner, role, scopes, createdAt, expiresAt, lastUsedAt }) => ({
    id,
    name,
    prefix,
    owner,
    role: role as OrganisationRole | null,
    scopes: scopes as Permission[],
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    isExpired: expiresAt !== null && expiresAt.toISOString() <= now,
  }));
}

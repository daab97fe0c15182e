import type { OwnAccount } from "#lib/contracts/account.ts";
import { DETAILS, detailsOf } from "#server/people/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { provedUntil } from "#server/sessions/index.ts";

/** Oneself: profile, means of sign-in, and whether sensitive administration is open. */
export async function readAccount(ctx: Ctx): Promise<OwnAccount> {
  const person = authorizePerson(ctx, "account.own");
  const row = await db().user.findUniqueOrThrow({
    where: { id: person.id },
    select: {
      ...DETAILS,
      accounts: { where: { providerId: "credential", password: { not: null } }, select: { id: true } },
      passkeys: { select: { id: true, name: true, createdAt: true, backedUp: true }, orderBy: { createdAt: "asc" } },
    },
  });
  return {
    ...detailsOf(row),
    hasTwoFactor: row.twoFactorEnabled,
    hasPassword: row.accounts.length > 0,
    passkeys: row.passkeys.map(({ id, name, createdAt, backedUp }) => ({
      id,
      name,
      createdAt: createdAt?.toISOString() ?? null,
      isSynced: backedUp,
    })),
    provedUntil: await provedUntil(ctx),
  };
}

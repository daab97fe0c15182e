import { storePasswordLink } from "#server/people/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";

/** A password link by the server's own command line, for when no administrator can sign in. Null when nobody with this address may. */
export function passwordLinkFor(email: string): Promise<{ link: string; expiresAt: string } | null> {
  return transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { email }, select: { id: true, deactivatedAt: true } });
    return person && !person.deactivatedAt ? storePasswordLink(tx, systemCtx(), person.id) : null;
  });
}

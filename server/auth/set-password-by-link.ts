import type { z } from "zod";
import type { SetPasswordByLink } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { markPasswordLinkUsed, openPasswordLink } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { endSessions } from "#server/sessions/index.ts";
import { countVisit } from "./limits.ts";
import { hashNewPassword } from "./password.ts";

/**
 * Sets a new password by a one-time link and signs the person out everywhere. A second factor stays as it is: a link alone is
 * not enough where one is set up.
 */
export async function setPasswordByLink(ctx: Ctx, input: z.output<typeof SetPasswordByLink>): Promise<{ email: string }> {
  const visit = await countVisit("invitation", ctx.address);
  await transaction((tx) => openPasswordLink(tx, input.token));
  await visit.succeeded();
  const password = await hashNewPassword(input.password);
  return transaction(async (tx) => {
    const { id, userId } = await openPasswordLink(tx, input.token);
    await storePassword(tx, userId, password);
    await markPasswordLinkUsed(tx, id);
    const ended = await endSessions(tx, userId);
    const { role, ...person } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { id: true, name: true, handle: true, email: true, role: true },
    });
    const who = personCtx({ ...person, role: role as OrganisationRole }, { address: ctx.address });
    await audit(tx, who, { action: "account.password-by-link", subject: userId, detail: { ended } });
    return { email: person.email };
  });
}

async function storePassword(tx: Transaction, userId: string, password: string): Promise<void> {
  const { count } = await tx.account.updateMany({ where: { userId, providerId: "credential" }, data: { password } });
  if (count === 0) await tx.account.create({ data: { id: newId(), accountId: userId, providerId: "credential", userId, password } });
}

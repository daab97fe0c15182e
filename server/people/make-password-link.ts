import type { z } from "zod";
import type { MakePasswordLink } from "#lib/contracts/people.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { requireProof } from "#server/sessions/index.ts";
import { storePasswordLink } from "./password-links.ts";

/** Makes a link by which somebody who cannot sign in sets a new password. It is shown once and works once, for a day. */
export async function makePasswordLink(ctx: Ctx, input: z.output<typeof MakePasswordLink>): Promise<{ link: string; expiresAt: string }> {
  authorize(ctx, "people.manage");
  if (input.id === ctx.person?.id) throw new ConflictError("You are signed in: change your own password in your account.");
  return transaction(async (tx) => {
    await requireProof(ctx, tx);
    const person = await tx.user.findUnique({ where: { id: input.id }, select: { name: true, deactivatedAt: true } });
    if (!person) throw new NotFoundError(`There is no person with the id ${input.id}.`);
    if (person.deactivatedAt) throw new ConflictError(`${person.name} is deactivated. Reactivate them first.`);
    return storePasswordLink(tx, ctx, input.id);
  });
}

import type { z } from "zod";
import type { RevokeSession } from "#lib/contracts/account.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { tellStreams } from "./end-sessions.ts";
import { requireProof } from "./require-proof.ts";

/** Ends one session at once: one's own, or anybody's for an administrator who has just proved themselves. */
export async function revokeSession(ctx: Ctx, input: z.output<typeof RevokeSession>): Promise<void> {
  const person = authorizePerson(ctx, "account.own");
  await transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: input.id }, select: { userId: true } });
    if (!session || (session.userId !== person.id && person.role !== "admin")) {
      throw new NotFoundError("This session has ended already. Reload the list.");
    }
    if (session.userId !== person.id) await requireProof(ctx, tx);
    await tx.session.deleteMany({ where: { id: input.id } });
    await tellStreams(tx, session.userId);
    await audit(tx, ctx, { action: "session.revoke", subject: session.userId, detail: { session: input.id } });
  });
}

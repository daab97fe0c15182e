import type { z } from "zod";
import type { RevokeSessions } from "#lib/contracts/account.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { endSessions } from "./end-sessions.ts";
import { requireProof } from "./require-proof.ts";

/** Ends all of one's own sessions but this one, or all of another person's for an administrator. */
export async function revokeSessions(ctx: Ctx, input: z.output<typeof RevokeSessions>): Promise<{ ended: number }> {
  const person = authorizePerson(ctx, "account.own");
  const personId = input.person ?? person.id;
  const isOwn = personId === person.id;
  if (!isOwn) authorize(ctx, "people.manage");
  return transaction(async (tx) => {
    if (!isOwn) await requireProof(ctx, tx);
    const ended = await endSessions(tx, personId, isOwn ? ctx.sessionId : null);
    await audit(tx, ctx, { action: "session.revoke-all", subject: personId, detail: { ended } });
    return { ended };
  });
}

import type { z } from "zod";
import type { ProveAgain } from "#lib/contracts/account.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { provedUntil } from "#server/sessions/index.ts";
import { countAttempt } from "./limits.ts";
import { spendCode } from "./one-time-code.ts";
import { isPasswordOf } from "./password.ts";

/** Opens sensitive administration for the next minutes in this session. */
export async function proveAgain(ctx: Ctx, input: z.output<typeof ProveAgain>): Promise<{ provedUntil: string | null }> {
  const person = authorizePerson(ctx, "account.own");
  const attempt = await countAttempt("proof", ctx.address, person.id);
  const isPassword = "password" in input && (await isPasswordOf(person.id, input.password));
  const until = await transaction(async (tx) => {
    const isProved = isPassword || ("code" in input && (await spendCode(tx, person.id, input.code)));
    if (!isProved)
      throw new ForbiddenError(
        "code" in input ? "This code is not right, or was used already. Wait for the next one." : "This is not your password. Try again.",
      );
    await tx.$executeRaw`UPDATE session SET proved_at = now() WHERE id = ${ctx.sessionId}::uuid AND user_id = ${person.id}::uuid`;
    await audit(tx, ctx, { action: "account.prove", subject: person.id, detail: { by: "code" in input ? "code" : "password" } });
    return provedUntil(ctx, tx);
  });
  await attempt.succeeded();
  return { provedUntil: until };
}

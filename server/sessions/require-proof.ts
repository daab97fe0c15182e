import { PROOF_LASTS_MINUTES } from "#lib/contracts/account.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Database, db, type Transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";

/** Refuses sensitive administration unless this session proved who it is within the last minutes. */
export async function requireProof(ctx: Ctx, tx: Transaction | Database = db()): Promise<void> {
  if (ctx.isSystem || (await provedUntil(ctx, tx)) !== null) return;
  if (ctx.key) throw new ForbiddenError("This needs a person who proves who they are, so no API key can do it. Use the console.");
  throw new ForbiddenError("Prove again that it is you: give your password, a passkey or a code, then repeat.", "step_up_required");
}

/** Until when the present session's proof lasts, RFC 3339; null when it does not. */
export async function provedUntil(ctx: Ctx, tx: Transaction | Database = db()): Promise<string | null> {
  if (!ctx.person || !ctx.sessionId) return null;
  const [row] = await tx.$queryRaw<{ until: Date }[]>`
    SELECT proved_at + make_interval(mins => ${PROOF_LASTS_MINUTES}::int) AS until FROM session
    WHERE id = ${ctx.sessionId}::uuid AND user_id = ${ctx.person.id}::uuid AND proved_at > now() - make_interval(mins => ${PROOF_LASTS_MINUTES}::int)`;
  return row?.until.toISOString() ?? null;
}

import { z } from "zod";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { audit } from "#server/platform/audit.ts";
import { type Person, personCtx } from "#server/platform/ctx.ts";
import type { Transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { tellStreams } from "#server/sessions/index.ts";
import type { Asked } from "./auth-handler.ts";
import { spendCode } from "./one-time-code.ts";

const Answer = z.object({
  twoFactorRedirect: z.boolean().optional(),
  user: z.object({ id: z.string() }).nullish(),
  token: z.string().nullish(),
  session: z.object({ token: z.string() }).nullish(),
});

/** What a success at one of the library's endpoints means here, in the same transaction: codes used up, old sessions ended, an audit row. */
export async function settle(tx: Transaction, asked: Asked, raw: unknown): Promise<void> {
  const { endpoint, before, address } = asked;
  const answer = Answer.safeParse(raw).data;
  if (before && answer?.twoFactorRedirect) await tx.session.deleteMany({ where: { id: before.sessionId } });
  if (!endpoint.action || answer?.twoFactorRedirect) return;
  const person = before?.person ?? (await personOf(tx, answer?.user?.id));
  if (!person) return;
  if (endpoint.path === "/two-factor/verify-totp") await refuseUsedCode(tx, person.id, asked.body.code);
  const isNewSignIn = endpoint.signsIn && !(before && endpoint.path.startsWith("/two-factor/"));
  if (before && isNewSignIn)
    await tx.session.deleteMany({ where: { id: before.sessionId, token: { not: answer?.token ?? answer?.session?.token ?? "" } } });
  if (before && endpoint.signsIn && !isNewSignIn) await tx.$executeRaw`UPDATE session SET proved_at = now() WHERE id = ${before.sessionId}::uuid`;
  if (endpoint.endsOthers || endpoint.path === "/sign-out") await tellStreams(tx, person.id);
  const signedIn = isNewSignIn && answer?.user && answer.user.id !== person.id ? await personOf(tx, answer.user.id) : person;
  const who = signedIn ?? person;
  await audit(tx, personCtx(who), {
    action: isNewSignIn ? "session.sign-in" : endpoint.action,
    subject: who.id,
    detail: { by: endpoint.path, address },
  });
}

async function personOf(tx: Transaction, id: string | undefined): Promise<Person | null> {
  if (!id) return null;
  const row = await tx.user.findUnique({ where: { id }, select: { id: true, name: true, handle: true, email: true, role: true } });
  return row && { ...row, role: row.role as OrganisationRole };
}

/** Refusing here takes back everything that the library wrote for this request. */
async function refuseUsedCode(tx: Transaction, personId: string, code: unknown): Promise<void> {
  if (await spendCode(tx, personId, String(code))) return;
  throw new ForbiddenError("This code was used already. Wait for the next one.");
}

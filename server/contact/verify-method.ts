import type { z } from "zod";
import { CODE_TRIES, type MethodId, type VerifyMethod } from "#lib/contracts/contact-methods.ts";
import { countUse } from "#server/auth/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, UnavailableError } from "#server/platform/errors.ts";
import { shownAddress } from "./add-method.ts";
import { isCode, sendCodeTo, takesCode } from "./codes.ts";
import { ownMethod, type StoredMethod } from "./stored.ts";
import { sendTestTo } from "./test-method.ts";

/** Shows that the means is one's own: by the code that went there, or by a signed test that it takes. Only then pages go there. */
export async function verifyMethod(ctx: Ctx, { id, code }: z.output<typeof VerifyMethod>): Promise<{ sentence: string }> {
  const me = authorizePerson(ctx, "account.own");
  const method = await transaction((tx) => ownMethod(tx, me, id));
  if (method.verifiedAt) throw new ConflictError(`“${method.label}” is verified already.`, null, "already_done");
  if (takesCode(method.kind)) await requireCode(method, code);
  else await sendTestTo(me, method);
  await transaction(async (tx) => {
    const now = await ownMethod(tx, me, id);
    if (now.verifiedAt) return;
    if (!sameCode(now, method)) throw new ConflictError("A new code was sent meanwhile. Type that one.");
    const at = new Date(await databaseNow(tx));
    await tx.contactMethod.update({ where: { id }, data: { verifiedAt: at, codeHash: null, codeUntil: null, failedAt: null, problem: null } });
    const detail = { kind: method.kind, label: method.label, address: shownAddress(method.kind, method.address) };
    await audit(tx, ctx, { action: "contact.verify", subject: id, detail });
  });
  return { sentence: `“${method.label}” is verified. Pages can go there from now on.` };
}

/** Sends another code, which ends the former one. */
export async function sendCode(ctx: Ctx, { id }: z.output<typeof MethodId>): Promise<{ problem: string | null }> {
  const me = authorizePerson(ctx, "account.own");
  const method = await transaction((tx) => ownMethod(tx, me, id));
  if (method.verifiedAt) throw new ConflictError(`“${method.label}” is verified already.`, null, "already_done");
  if (!takesCode(method.kind)) throw new InvalidError("This means is verified by a test, not by a code.");
  await countUse("code sent", me.id);
  return { problem: await sendCodeTo(me, id) };
}

async function requireCode(method: StoredMethod, code: string | undefined): Promise<void> {
  if (!code) throw invalid("Type the code that was sent there.");
  if (!method.codeHash || !method.codeUntil || method.codeUntil.toISOString() <= (await databaseNow())) {
    throw invalid("The code is no longer good. Have another one sent.");
  }
  await countTry(Buffer.from(method.codeHash).toString("hex"));
  if (!(await isCode(method, code))) throw invalid("That is not the code that was sent. Look at the newest message.");
}

async function countTry(about: string): Promise<void> {
  try {
    await countUse("code tried", about);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    throw invalid(`It was tried ${CODE_TRIES} times. Have another code sent.`);
  }
}

function invalid(message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path: "code", message }]);
}

function sameCode(one: StoredMethod, other: StoredMethod): boolean {
  return Buffer.from(one.codeHash ?? []).equals(Buffer.from(other.codeHash ?? []));
}

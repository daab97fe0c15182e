import { createOTP } from "@better-auth/utils/otp";
import { symmetricDecrypt } from "better-auth/crypto";
import type { Transaction } from "#server/platform/db.ts";
import { authSecret } from "./secret.ts";

const STEP_MS = 30_000;
/** How many steps a clock may be off, as the auth library allows. */
const WINDOW = 1;

/** The time step (RFC 6238) for which a code is right at `now` (ms), or null. */
export async function matchingStep(secret: string, code: string, now: number): Promise<number | null> {
  const present = Math.floor(now / STEP_MS);
  const otp = createOTP(secret, { digits: 6 });
  let matched: number | null = null;
  for (let step = present - WINDOW; step <= present + WINDOW; step += 1) if ((await otp.hotp(step)) === code) matched = step;
  return matched;
}

/** Uses a person's code up: false when it is wrong, older than one used already, or the person has no authenticator. */
export async function spendCode(tx: Transaction, personId: string, code: string): Promise<boolean> {
  const row = await tx.twoFactor.findFirst({ where: { userId: personId }, select: { id: true, secret: true } });
  if (!row) return false;
  const step = await matchingStep(await symmetricDecrypt({ key: await authSecret(), data: row.secret }), code, Date.now());
  if (step === null) return false;
  const { count } = await tx.twoFactor.updateMany({
    where: { id: row.id, OR: [{ usedStep: null }, { usedStep: { lt: step } }] },
    data: { usedStep: step },
  });
  return count === 1;
}

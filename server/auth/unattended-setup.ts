import { Email, NewPassword } from "#lib/contracts/people.ts";
import { createPerson } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { hashNewPassword } from "./password.ts";
import { lockSetup } from "./setup-state.ts";

/** Makes the administrator of MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD, once, while nobody is here. Returns whether it did. */
export async function applyUnattendedSetup(): Promise<boolean> {
  const { MUSTER_ADMIN_EMAIL, MUSTER_ADMIN_PASSWORD } = env();
  if (!MUSTER_ADMIN_EMAIL || !MUSTER_ADMIN_PASSWORD || (await db().user.count()) > 0) return false;
  const email = Email.parse(MUSTER_ADMIN_EMAIL);
  const passwordHash = await hashNewPassword(NewPassword.parse(MUSTER_ADMIN_PASSWORD));
  return transaction(async (tx) => {
    await lockSetup(tx);
    if ((await tx.user.count()) > 0) return false;
    const person = await createPerson(tx, { name: "Administrator", email, role: "admin", passwordHash });
    await audit(tx, systemCtx("Unattended set-up"), { action: "setup.unattended", subject: person.id, detail: { email } });
    return true;
  });
}

import type { z } from "zod";
import type { CheckSetup, CompleteSetup } from "#lib/contracts/people.ts";
import { createPerson, markAccepted, openInvitation } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { db, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { organisationSettings, storeSettings } from "#server/settings/index.ts";
import { countVisit } from "./limits.ts";
import { hashNewPassword } from "./password.ts";

/** Taken by everything that makes the first administrator, so that there is one. */
export async function lockSetup(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster set-up'))`;
}

export async function hasAdministrator(tx: Transaction | ReturnType<typeof db>): Promise<boolean> {
  return (await tx.user.findFirst({ where: { role: "admin", deactivatedAt: null }, select: { id: true } })) !== null;
}

/** Whether Muster waits for its first administrator, and whether this link is the way. */
export async function checkSetup(ctx: Ctx, input: z.output<typeof CheckSetup>): Promise<{ isNeeded: boolean; isLinkValid: boolean }> {
  if (await hasAdministrator(db())) return { isNeeded: false, isLinkValid: false };
  const { token } = input;
  if (!token) return { isNeeded: true, isLinkValid: false };
  await countVisit("setup", ctx.address);
  const isLinkValid = await transaction((tx) => openInvitation(tx, token, "setup")).then(
    () => true,
    () => false,
  );
  return { isNeeded: true, isLinkValid };
}

/** The first administrator and the organisation's name, by the one-time link that the start printed. */
export async function completeSetup(ctx: Ctx, input: z.output<typeof CompleteSetup>): Promise<{ email: string }> {
  await countVisit("setup", ctx.address);
  const passwordHash = await hashNewPassword(input.password);
  return transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasAdministrator(tx)) throw new ConflictError("Muster is set up already. Sign in.", null, "already_done");
    const invitation = await openInvitation(tx, input.token, "setup");
    const { name, email, organisation } = input;
    const person = await createPerson(tx, { name, email, role: "admin", passwordHash });
    await markAccepted(tx, invitation.id, person.id);
    await storeSettings(tx, { ...(await organisationSettings(tx)), name: organisation }, name);
    await audit(tx, personCtx(person, ctx.address ? { address: ctx.address } : {}), {
      action: "setup.complete",
      subject: person.id,
      detail: { name, email, organisation },
    });
    return { email };
  });
}

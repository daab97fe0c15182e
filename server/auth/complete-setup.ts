import type { z } from "zod";
import type { CompleteSetup } from "#lib/contracts/people.ts";
import { createPerson, markAccepted, openInvitation } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { organisationSettings, storeSettings } from "#server/settings/index.ts";
import { countVisit } from "./limits.ts";
import { hashNewPassword } from "./password.ts";
import { hasAdministrator, lockSetup } from "./setup-state.ts";

/** The first administrator and the organisation's name, by the one-time link that the start printed. */
export async function completeSetup(ctx: Ctx, input: z.output<typeof CompleteSetup>): Promise<{ email: string }> {
  await countVisit("setup", ctx.address);
  if (await hasAdministrator(db())) throw alreadySetUp();
  await transaction((tx) => openInvitation(tx, input.token, "setup"));
  const passwordHash = await hashNewPassword(input.password);
  return transaction(async (tx) => {
    await lockSetup(tx);
    if (await hasAdministrator(tx)) throw alreadySetUp();
    const invitation = await openInvitation(tx, input.token, "setup");
    const { name, email, organisation } = input;
    const person = await createPerson(tx, { name, email, role: "admin", passwordHash });
    await markAccepted(tx, invitation.id, person.id);
    await storeSettings(tx, { ...(await organisationSettings(tx)), name: organisation }, name);
    await audit(tx, personCtx(person), { action: "setup.complete", subject: person.id, detail: { name, email, organisation } });
    return { email };
  });
}

function alreadySetUp(): ConflictError {
  return new ConflictError("Muster is set up already. Sign in.", null, "already_done");
}

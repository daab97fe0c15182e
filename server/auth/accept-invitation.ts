import type { z } from "zod";
import type { AcceptInvitation } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { createPerson, markAccepted, openInvitation } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { countVisit } from "./limits.ts";
import { hashNewPassword } from "./password.ts";

/** Joins by an invitation's link: makes the person with the role that the link carries. They sign in afterwards. */
export async function acceptInvitation(ctx: Ctx, input: z.output<typeof AcceptInvitation>): Promise<{ email: string; handle: string }> {
  const visit = await countVisit("invitation", ctx.address);
  await transaction((tx) => openInvitation(tx, input.token, "person"));
  await visit.succeeded();
  const passwordHash = await hashNewPassword(input.password);
  return transaction(async (tx) => {
    const invitation = await openInvitation(tx, input.token, "person");
    const { name, email, handle } = input;
    if (invitation.email && invitation.email !== email) throw forOther(invitation.email);
    const person = await createPerson(tx, { name, email, role: invitation.role as OrganisationRole, handle, passwordHash });
    await markAccepted(tx, invitation.id, person.id);
    await audit(tx, personCtx(person), {
      action: "person.join",
      subject: person.id,
      detail: { invitation: invitation.id, name, email, role: person.role },
    });
    return { email, handle: person.handle };
  });
}

function forOther(email: string): InvalidError {
  const message = `This invitation is for ${email}. Use that address, or ask for another invitation.`;
  return new InvalidError(message, "invalid_input", [{ path: "email", message }]);
}

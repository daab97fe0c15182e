import type { z } from "zod";
import type { ReadInvitation } from "#lib/contracts/people.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { openInvitation } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { countVisit } from "./limits.ts";

export type InvitationView = { organisation: string; invitedBy: string | null; email: string | null; name: string | null; role: OrganisationRole };

/** What an invitation's link says to whoever holds it. */
export async function readInvitation(ctx: Ctx, input: z.output<typeof ReadInvitation>): Promise<InvitationView> {
  const visit = await countVisit("invitation", ctx.address);
  const view = await transaction(async (tx) => {
    const { email, name, role, invitedBy } = await openInvitation(tx, input.token, "person");
    const inviter = invitedBy ? await tx.user.findUnique({ where: { id: invitedBy }, select: { name: true } }) : null;
    const { name: organisation } = await organisationSettings(tx);
    return { organisation, invitedBy: inviter?.name ?? null, email, name, role: role as OrganisationRole };
  });
  await visit.succeeded();
  return view;
}

import type { z } from "zod";
import type { ChangeRole } from "#lib/contracts/people.ts";
import { ORGANISATION_ROLES, type OrganisationRole } from "#lib/contracts/permissions.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { endSessions, requireProof, tellStreams } from "#server/sessions/index.ts";
import { lockWithAdministrators, refuseLastAdministrator, revokeLinksOf } from "./administrators.ts";

/** Changes what a person may do. A demotion ends their sessions; the last administrator stays one. */
export async function changeRole(ctx: Ctx, input: z.output<typeof ChangeRole>): Promise<void> {
  authorize(ctx, "people.manage");
  await transaction(async (tx) => {
    await requireProof(ctx, tx);
    const { person, otherAdmins } = await lockWithAdministrators(tx, input.id);
    if (person.role === input.role) return;
    if (input.role !== "admin") refuseLastAdministrator(person, otherAdmins);
    await tx.user.update({ where: { id: input.id }, data: { role: input.role } });
    if (input.role !== "admin") await revokeLinksOf(tx, input.id);
    if (isDemotion(person.role, input.role)) await endSessions(tx, input.id);
    else await tellStreams(tx, input.id);
    await audit(tx, ctx, { action: "person.role", subject: input.id, detail: { name: person.name, from: person.role, to: input.role } });
  });
}

function isDemotion(from: string, to: OrganisationRole): boolean {
  return ORGANISATION_ROLES.indexOf(to) < ORGANISATION_ROLES.indexOf(from as OrganisationRole);
}

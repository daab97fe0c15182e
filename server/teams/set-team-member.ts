import type { z } from "zod";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { SetTeamMember } from "#lib/contracts/team.ts";
import { personRef } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx, Person } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { lockTeam } from "./team.ts";

/** Adds a person to a team, makes them its lead or not, or takes them out. Administrators and the team's leads may. */
export async function setTeamMember(ctx: Ctx, input: z.output<typeof SetTeamMember>): Promise<void> {
  const asker = authorizePerson(ctx, "people.read");
  await transaction(async (tx) => {
    const team = await lockTeam(tx, input.id);
    await refuseUnlessLead(tx, asker, team.id);
    const key = { teamId_userId: { teamId: team.id, userId: input.person } };
    const before = await tx.teamMember.findUnique({ where: key });
    const isSame = input.isMember ? before?.isLead === input.isLead : before === null;
    if (isSame) return;
    if (input.isMember) {
      const { id: userId } = await personRef(tx, input.person);
      await tx.teamMember.upsert({ where: key, create: { teamId: team.id, userId, isLead: input.isLead }, update: { isLead: input.isLead } });
    } else await tx.teamMember.delete({ where: key });
    const { person, isMember, isLead } = input;
    await audit(tx, ctx, { action: "team.member", subject: team.slug, detail: { id: team.id, person, isMember, isLead: isMember && isLead } });
  });
}

async function refuseUnlessLead(tx: Transaction, asker: Person, teamId: string): Promise<void> {
  if (roleHolds(asker.role, "people.manage")) return;
  const own = await tx.teamMember.findUnique({ where: { teamId_userId: { teamId, userId: asker.id } }, select: { isLead: true } });
  if (!own?.isLead || asker.role === "viewer") throw new ForbiddenError("Only an administrator or a lead of this team can change who is in it. Ask one of them.");
}

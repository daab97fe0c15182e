import type { z } from "zod";
import type { SetTeamMember } from "#lib/contracts/team.ts";
import { personRef } from "#server/people/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { lockTeam } from "./team.ts";

/** Adds a person to a team, makes them its lead or not, or takes them out. */
export async function setTeamMember(ctx: Ctx, input: z.output<typeof SetTeamMember>): Promise<void> {
  authorize(ctx, "service.manage");
  await transaction(async (tx) => {
    const team = await lockTeam(tx, input.id);
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

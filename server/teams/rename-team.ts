import type { z } from "zod";
import type { RenameTeam } from "#lib/contracts/team.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { lockTeam, refuseTakenName } from "./team.ts";

/** Changes a team's name and description. Its slug stays, so that links keep working. */
export async function renameTeam(ctx: Ctx, input: z.output<typeof RenameTeam>): Promise<void> {
  authorize(ctx, "service.manage");
  await transaction(async (tx) => {
    await refuseTakenName(tx, input.name, input.id);
    const team = await lockTeam(tx, input.id);
    const description = input.description ?? team.description;
    if (team.name === input.name && team.description === description) return;
    await tx.team.update({ where: { id: input.id }, data: { name: input.name, description } });
    await audit(tx, ctx, { action: "team.rename", subject: team.slug, detail: { id: team.id, from: team.name, to: input.name } });
  });
}

import type { z } from "zod";
import type { FilterNames, NameFilter } from "#lib/contracts/board.ts";
import { causeChoices } from "#server/insights/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** The names of the services, teams, causes and of the commander that a board's address filters by. */
export async function nameFilter(ctx: Ctx, { service, team, commander }: z.output<typeof NameFilter>): Promise<FilterNames> {
  authorize(ctx, "incident.read");
  const name = { id: true, name: true } as const;
  const [services, teams, person] = await Promise.all([
    db().service.findMany({ where: { id: { in: service } }, select: name, orderBy: { name: "asc" } }),
    db().team.findMany({ where: { id: { in: team } }, select: name, orderBy: { name: "asc" } }),
    commander ? db().user.findUnique({ where: { id: commander }, select: name }) : null,
  ]);
  return { services, teams, causes: causeChoices(), commander: person };
}

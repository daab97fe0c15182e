import type { z } from "zod";
import type { ListTeams, TeamSummary } from "#lib/contracts/team.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** Teams by name with their active members, leads first, and their services. */
export async function listTeams(ctx: Ctx, input: z.output<typeof ListTeams>): Promise<TeamSummary[]> {
  authorize(ctx, "people.read");
  const rows = await db().team.findMany({
    where: input.includeArchived ? {} : { archivedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    include: {
      members: {
        where: { user: { deactivatedAt: null } },
        select: { isLead: true, user: { select: { id: true, name: true, handle: true } } },
        orderBy: [{ isLead: "desc" }, { user: { name: "asc" } }],
      },
      services: { where: { archivedAt: null }, select: { id: true, slug: true, name: true }, orderBy: { name: "asc" } },
    },
  });
  return rows.map(({ id, slug, name, description, archivedAt, members, services }) => ({
    id,
    slug,
    name,
    description,
    isArchived: archivedAt !== null,
    members: members.map(({ user, isLead }) => ({ ...user, isLead })),
    services,
  }));
}

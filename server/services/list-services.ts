import { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import type { ListServices, ServiceSummary } from "#lib/contracts/service.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NONE_OPEN, openIncidents } from "./open-incidents.ts";

const SELECT = {
  id: true,
  slug: true,
  name: true,
  description: true,
  tier: true,
  archivedAt: true,
  team: { select: { id: true, name: true } },
} satisfies Prisma.ServiceSelect;

/** Services by name, each with its open incidents. `q` is looked for in name, slug and description. */
export async function listServices(ctx: Ctx, input: z.output<typeof ListServices>): Promise<Page<ServiceSummary>> {
  authorize(ctx, "service.read");
  const after = readCursor(input.cursor, z.tuple([z.string(), z.uuid()]));
  const wanted: Prisma.ServiceWhereInput[] = [{ teamId: input.team, tier: input.tier }];
  if (!input.includeArchived) wanted.push({ archivedAt: null });
  if (input.q) wanted.push(matching(input.q));
  if (after) wanted.push({ OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] });
  const rows = await db().service.findMany({
    where: { AND: wanted },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: SELECT,
    take: input.limit + 1,
  });
  const open = await openIncidents(
    ctx,
    rows.map(({ id }) => id),
  );
  return pageOf(
    rows,
    input.limit,
    ({ name, id }) => [name, id],
    ({ archivedAt, ...row }) => ({ ...row, isArchived: archivedAt !== null, ...(open.get(row.id) ?? NONE_OPEN) }),
  );
}

function matching(q: string): Prisma.ServiceWhereInput {
  const like = { contains: q.trim().replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  return { OR: [{ name: like }, { slug: like }, { description: like }] };
}

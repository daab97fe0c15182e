import { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import type { ListPeople, PersonSummary } from "#lib/contracts/people.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { SUMMARY, summaryOf } from "./details.ts";

/** People by name. `q` is looked for in name, handle and e-mail address. */
export async function listPeople(ctx: Ctx, input: z.output<typeof ListPeople>): Promise<Page<PersonSummary>> {
  authorize(ctx, "people.read");
  const after = readCursor(input.cursor, z.tuple([z.string(), z.uuid()]));
  const wanted: Prisma.UserWhereInput[] = [];
  if (!input.includeDeactivated) wanted.push({ deactivatedAt: null });
  if (input.q) wanted.push(matching(input.q));
  if (after) wanted.push({ OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] });
  const rows = await db().user.findMany({
    where: { AND: wanted },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: SUMMARY,
    take: input.limit + 1,
  });
  return pageOf(rows, input.limit, ({ name, id }) => [name, id], summaryOf);
}

function matching(q: string): Prisma.UserWhereInput {
  const contains = q.replace(/^@/, "").replace(/[\\%_]/g, "\\$&");
  const like = { contains, mode: "insensitive" } as const;
  return { OR: [{ name: like }, { handle: like }, { email: like }] };
}

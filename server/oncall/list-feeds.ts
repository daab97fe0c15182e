import type { FeedView } from "#lib/contracts/oncall-views.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NAME } from "./selections.ts";

/** One's own calendar addresses, without their secrets. */
export async function listFeeds(ctx: Ctx): Promise<FeedView[]> {
  const me = authorizePerson(ctx, "oncall.read");
  const rows = await db().oncallFeed.findMany({
    where: { ownerId: me.id, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, createdAt: true, readAt: true, schedule: { select: NAME } },
  });
  return rows.map(({ createdAt, readAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null }));
}

import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { inboxOf } from "./inbox.ts";

/** How many notifications wait; counted up to 100. */
export async function unreadCount(ctx: Ctx): Promise<{ unread: number }> {
  const person = authorizePerson(ctx, "account.own");
  const [row] = await db().$queryRaw<{ unread: number }[]>`
    SELECT count(*)::int AS unread FROM (SELECT 1 FROM notification n WHERE ${inboxOf(person.id)} AND n.read_at IS NULL LIMIT 100) waiting`;
  return { unread: row?.unread ?? 0 };
}

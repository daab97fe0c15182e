import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { MarkRead } from "#lib/contracts/notification.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** Marks one's own notifications as read. A private mark, like presence: it leaves no trace in the audit trail. */
export async function markRead(ctx: Ctx, input: z.output<typeof MarkRead>): Promise<{ marked: number }> {
  const person = authorizePerson(ctx, "account.own");
  const chosen = input.ids ? Prisma.sql`AND id = ANY(${input.ids}::uuid[])` : Prisma.empty;
  const [row] = await db().$queryRaw<{ marked: number }[]>`
    WITH marked AS (UPDATE notification SET read_at = muster_now() WHERE user_id = ${person.id}::uuid AND read_at IS NULL ${chosen} RETURNING 1)
    SELECT count(*)::int AS marked, pg_notify('muster', ${`inbox ${person.id}`})::text FROM marked`;
  return { marked: row?.marked ?? 0 };
}

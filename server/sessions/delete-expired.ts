import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

/** Clears away sessions and sign-in challenges whose time is over; they opened nothing any more. Run by a schedule. */
export async function deleteExpired(ctx: Ctx): Promise<void> {
  authorize(ctx, "settings.manage");
  await db().$executeRaw`DELETE FROM session WHERE expires_at < now()`;
  await db().$executeRaw`DELETE FROM verification WHERE expires_at < now()`;
}

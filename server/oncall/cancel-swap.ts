import type { z } from "zod";
import type { CancelSwap } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ForbiddenError } from "#server/platform/errors.ts";
import { lockSwap } from "./swap.ts";

/** Withdraws a request that one made, before it is answered. */
export async function cancelSwap(ctx: Ctx, { id }: z.output<typeof CancelSwap>): Promise<void> {
  const me = authorizePerson(ctx, "oncall.manage");
  await transaction(async (tx) => {
    const swap = await lockSwap(tx, id);
    if (swap.fromUserId !== me.id) throw new ForbiddenError("Only whoever asked withdraws this request. If it was you who was asked, decline it.");
    await tx.oncallSwap.update({ where: { id }, data: { state: "cancelled", endedAt: new Date(await databaseNow(tx)) } });
    await audit(tx, ctx, { action: "oncall.swap.cancel", subject: swap.schedule.slug, detail: { id } });
  });
}

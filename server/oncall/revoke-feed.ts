import type { z } from "zod";
import type { RevokeFeed } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

/** Ends a calendar address of one's own at once. */
export async function revokeFeed(ctx: Ctx, { id }: z.output<typeof RevokeFeed>): Promise<void> {
  const me = authorizePerson(ctx, "oncall.read");
  await transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE oncall_feed SET revoked_at = muster_now() WHERE id = ${id}::uuid AND owner_id = ${me.id}::uuid AND revoked_at IS NULL`;
    if (changed === 0) throw new NotFoundError("You have no such calendar address. Reload the list.");
    await audit(tx, ctx, { action: "oncall.feed.revoke", subject: id, detail: {} });
  });
}

import type { z } from "zod";
import type { ReadPasswordLink } from "#lib/contracts/people.ts";
import { openPasswordLink } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { countVisit } from "./limits.ts";

/** Whose password a link sets, for whoever holds it. */
export async function readPasswordLink(ctx: Ctx, { token }: z.output<typeof ReadPasswordLink>): Promise<{ name: string; email: string }> {
  const visit = await countVisit("invitation", ctx.address);
  const whose = await transaction(async (tx) => {
    const { userId } = await openPasswordLink(tx, token);
    return tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true } });
  });
  await visit.succeeded();
  return whose;
}

import type { z } from "zod";
import type { CreateFeed } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { hashFeedToken, newFeedToken } from "./feed-token.ts";

const MOST_FEEDS = 50;

/** Makes a secret address from which a calendar reads one's own shifts, or those of a schedule. It is shown this once. */
export async function createFeed(ctx: Ctx, { schedule }: z.output<typeof CreateFeed>): Promise<{ id: string; path: string }> {
  const me = authorizePerson(ctx, "oncall.read");
  if (ctx.key) throw new ForbiddenError("A key cannot make calendar addresses. Sign in to the console and make it there.");
  return transaction(async (tx) => {
    if (schedule && !(await tx.oncallSchedule.findUnique({ where: { id: schedule }, select: { id: true } })))
      throw new NotFoundError("This schedule does not exist any more. Reload and choose again.");
    if ((await tx.oncallFeed.count({ where: { ownerId: me.id, revokedAt: null } })) >= MOST_FEEDS)
      throw new ConflictError(`You have ${MOST_FEEDS} calendar addresses. Revoke one that you do not use first.`);
    const id = newId();
    const token = newFeedToken();
    const createdAt = new Date(await databaseNow(tx));
    await tx.oncallFeed.create({ data: { id, tokenHash: hashFeedToken(token), ownerId: me.id, scheduleId: schedule, createdAt } });
    await audit(tx, ctx, { action: "oncall.feed.create", subject: id, detail: { schedule } });
    return { id, path: `/api/oncall/${token}.ics` };
  });
}

import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

const DONE_DAYS = 30;
const FAILED_DAYS = 90;
const COUNT_DAYS = 14;
const AT_ONCE = 20_000;

/** Deletes messages that were worked 30 days ago and those that failed 90 days ago; what became of them stays with their alerts. */
export async function deleteOldEvents(ctx: Ctx): Promise<void> {
  authorize(ctx, "settings.manage");
  await db().$executeRaw`
    DELETE FROM intake_event WHERE id IN (SELECT id FROM intake_event
      WHERE (state = 'done' AND handled_at < muster_now() - make_interval(days => ${DONE_DAYS}))
        OR (state = 'failed' AND handled_at < muster_now() - make_interval(days => ${FAILED_DAYS})) LIMIT ${AT_ONCE})`;
  await db().$executeRaw`DELETE FROM integration_hour WHERE hour < muster_now() - make_interval(days => ${COUNT_DAYS})`;
}

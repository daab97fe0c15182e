import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

const DELIVERED_DAYS = 14;
const OTHERS_DAYS = 90;

/**
 * Deletes what was delivered 14 days ago and what failed or was dropped 90 days ago, and drops what has waited for 14 days on a webhook
 * that is disabled: nobody wants it any more. A deleted webhook goes with its last delivery.
 */
export async function deleteOldDeliveries(ctx: Ctx): Promise<void> {
  authorize(ctx, "settings.manage");
  await db().$executeRaw`
    UPDATE webhook_delivery d SET state = 'dropped', settled_at = muster_now() FROM webhook w
    WHERE w.id = d.webhook_id AND NOT w.is_enabled AND d.state IN ('waiting', 'sending')
      AND d.created_at < muster_now() - make_interval(days => ${DELIVERED_DAYS})`;
  await db().$executeRaw`
    DELETE FROM webhook_delivery WHERE (state = 'delivered' AND settled_at < muster_now() - make_interval(days => ${DELIVERED_DAYS}))
      OR (state IN ('failed', 'dropped') AND settled_at < muster_now() - make_interval(days => ${OTHERS_DAYS}))`;
  await db().$executeRaw`
    DELETE FROM webhook w WHERE w.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.webhook_id = w.id)`;
}

import type { WebhookSummary } from "#lib/contracts/webhook.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

type Times = "failingSince" | "previousUntil" | "createdAt" | "lastDelivery";
type Row = Omit<WebhookSummary, Times> & {
  failingSince: Date | null;
  previousUntil: Date | null;
  createdAt: Date;
  lastAt: Date | null;
  lastState: "delivered" | "failed" | null;
};

/** The webhooks by name, with how they fare. Never their secrets. */
export async function listWebhooks(ctx: Ctx): Promise<WebhookSummary[]> {
  authorize(ctx, "settings.manage");
  const rows = await db().$queryRaw<Row[]>`
    SELECT w.id, w.name, w.url, w.kinds, w.includes_private AS "includesPrivate", w.is_enabled AS "isEnabled", w.disabled_reason AS "disabledReason",
      w.failing_since AS "failingSince", CASE WHEN w.previous_until > muster_now() THEN w.previous_until END AS "previousUntil", w.version,
      w.created_at AS "createdAt", w.created_by AS "createdBy", last.settled_at AS "lastAt", last.state AS "lastState",
      (SELECT count(*)::int FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state IN ('waiting', 'sending')) AS waiting
    FROM webhook w LEFT JOIN LATERAL (
      SELECT d.settled_at, d.state FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state IN ('delivered', 'failed')
      ORDER BY d.created_at DESC, d.id DESC LIMIT 1) last ON true
    WHERE w.deleted_at IS NULL ORDER BY w.name, w.id`;
  return rows.map(summaryOf);
}

function summaryOf({ lastAt, lastState, ...row }: Row): WebhookSummary {
  return {
    ...row,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousUntil: row.previousUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastDelivery: lastAt && lastState ? { at: lastAt.toISOString(), state: lastState } : null,
  };
}

import type { Prisma } from "#generated/prisma/client.ts";
import type { DeliveryState, DeliverySummary } from "#lib/contracts/webhook.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { isHiddenFrom } from "./visible.ts";

export type DeliveryRow = {
  id: string;
  type: string;
  reference: string | null;
  isHidden: boolean;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  error: string | null;
  createdAt: Date;
  dueAt: Date;
  messageId: string;
  body: string;
};

/** Deliveries `d` that meet a condition, the newest first, with their last attempt `a`. The caller has authorised it. */
export function readDeliveries(ctx: Ctx, condition: Prisma.Sql, limit: number): Promise<DeliveryRow[]> {
  return db().$queryRaw<DeliveryRow[]>`
    SELECT d.id, d.type, i.reference, ${isHiddenFrom(ctx)} AS "isHidden", d.state, d.attempt AS attempts, a.status, a.error,
      d.created_at AS "createdAt", d.due_at AS "dueAt", d.message_id AS "messageId", d.body
    FROM webhook_delivery d LEFT JOIN incident i ON i.id = d.incident_id
      LEFT JOIN LATERAL (SELECT t.status, t.error FROM webhook_attempt t WHERE t.delivery_id = d.id ORDER BY t.attempt DESC LIMIT 1) a ON true
    WHERE ${condition} ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}`;
}

/** What a hidden one was about, and what was said to it, is not told. Pure. */
export function deliverySummary(row: DeliveryRow): DeliverySummary {
  const { id, state, isHidden, attempts, status } = row;
  return {
    id,
    type: isHidden ? "incident" : row.type,
    reference: isHidden ? null : row.reference,
    isHidden,
    state,
    attempts,
    status,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    nextAt: state === "waiting" ? row.dueAt.toISOString() : null,
  };
}

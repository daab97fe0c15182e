import { db } from "#server/platform/db.ts";
import type { Claimed } from "./claim-due.ts";
import type { Met, Outcome } from "./delivery-rules.ts";

export type Result = { met: Met; outcome: Outcome; durationMs: number };

/**
 * Records an attempt and what follows from it, unless the delivery was taken over meanwhile; then only the attempt. Answers for how many
 * days the webhook has delivered nothing while attempts failed.
 */
export async function settle({ id, attempt, webhook }: Claimed, { met, outcome, durationMs }: Result): Promise<{ failingDays: number }> {
  const isDelivered = outcome.state === "delivered";
  const delayMs = outcome.state === "waiting" ? outcome.delayMs : 0;
  const [row] = await db().$queryRaw<{ failingDays: number }[]>`
    WITH mine AS (
      UPDATE webhook_delivery SET state = ${outcome.state}, failures = failures + ${isDelivered ? 0 : 1}::int,
        due_at = muster_now() + make_interval(secs => ${delayMs}::float8 / 1000),
        settled_at = CASE WHEN ${outcome.state} = 'waiting' THEN NULL ELSE muster_now() END
      WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'sending'
    ), logged AS (
      INSERT INTO webhook_attempt (delivery_id, attempt, at, status, duration_ms, answer, error)
      SELECT d.id, ${attempt}, muster_now(), ${met.status}::int, ${durationMs}, ${met.answer}, ${met.error}
      FROM webhook_delivery d WHERE d.id = ${id}::uuid ON CONFLICT DO NOTHING
    ), health AS (
      UPDATE webhook SET failing_since = CASE WHEN ${isDelivered} THEN NULL ELSE muster_now() END
      WHERE id = ${webhook.id}::uuid AND (failing_since IS NULL) <> ${isDelivered}
    )
    SELECT CASE WHEN ${isDelivered} THEN 0 ELSE coalesce(extract(epoch FROM muster_now() - failing_since) / 86400, 0) END::float8 AS "failingDays"
    FROM webhook WHERE id = ${webhook.id}::uuid`;
  return row ?? { failingDays: 0 };
}

/** Gives up a message whose incident became private after it was queued. It is not sent. */
export async function dropForbidden({ id, attempt }: Claimed): Promise<void> {
  await db().$executeRaw`
    UPDATE webhook_delivery SET state = 'dropped', settled_at = muster_now(), body = '' WHERE id = ${id}::uuid AND attempt = ${attempt}`;
}

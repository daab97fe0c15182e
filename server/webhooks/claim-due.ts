import { db } from "#server/platform/db.ts";
import type { SealedSecrets } from "./secrets.ts";

/** Longer than a request may last: whoever still holds a delivery after it is gone. */
const LEASE_SECONDS = 30;
const MOST_FOR_ONE = 8;
const MOST = 64;

/** A delivery in hand. `attempt` is the right to record its outcome. `isForbidden`: its incident became private and the webhook may not see it. */
export type Claimed = {
  id: string;
  attempt: number;
  failures: number;
  messageId: string;
  body: string;
  url: string;
  isForbidden: boolean;
  webhook: SealedSecrets;
};

type Row = Omit<Claimed, "webhook"> & { webhookId: string; secret: string; previousSecret: string | null };

/** Takes what is due, also what a worker took and did not finish within its lease, for webhooks other than the busy ones. */
export async function claimDue(busy: string[]): Promise<Claimed[]> {
  const rows = await db().$queryRaw<Row[]>`
    WITH due AS MATERIALIZED (
      SELECT next.id FROM webhook w CROSS JOIN LATERAL (
        SELECT d.id FROM webhook_delivery d
        WHERE d.webhook_id = w.id AND d.state IN ('waiting', 'sending') AND d.due_at <= muster_now()
        ORDER BY d.due_at, d.id LIMIT ${MOST_FOR_ONE} FOR UPDATE SKIP LOCKED) next
      WHERE w.is_enabled AND w.deleted_at IS NULL AND NOT w.id = ANY(${busy}::uuid[]) LIMIT ${MOST}
    )
    UPDATE webhook_delivery d SET state = 'sending', attempt = d.attempt + 1, due_at = muster_now() + make_interval(secs => ${LEASE_SECONDS})
    FROM due, webhook w WHERE d.id = due.id AND w.id = d.webhook_id
    RETURNING d.id, d.attempt, d.failures, d.message_id AS "messageId", d.body, w.url, w.id AS "webhookId", w.secret,
      CASE WHEN w.previous_until > muster_now() THEN w.previous_secret END AS "previousSecret",
      NOT w.includes_private AND EXISTS (SELECT 1 FROM incident i WHERE i.id = d.incident_id AND i.visibility = 'private') AS "isForbidden"`;
  return rows.map(({ webhookId, secret, previousSecret, ...row }) => ({ ...row, webhook: { id: webhookId, secret, previousSecret } }));
}

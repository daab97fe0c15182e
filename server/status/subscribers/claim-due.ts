import { db } from "#server/platform/db.ts";
import { whyNotSent } from "./may-send.ts";
import type { NewsContent } from "./news-of.ts";

/** Longer than one attempt may last: whoever still holds a message after it is gone. */
const LEASE_SECONDS = 30;

/** What a message that asks for confirmation says: the names of the components, none for the whole page. */
export type ConfirmContent = { kind: "confirm"; components: string[] };

/** A message in hand. `attempt` is the right to record its outcome. `subscriber` null: it goes to the connection. */
export type Claimed = {
  id: string;
  attempt: number;
  content: NewsContent | ConfirmContent;
  connectionId: string | null;
  page: { slug: string; settings: unknown; isArchived: boolean };
  subscriber: { id: string; kind: "email" | "webhook"; address: string; secret: string | null; askedAt: string; isEnded: boolean } | null;
};

/** What failed this often holds up later news of the same recipient no more. */
const MOST_BEFORE_OTHERS = 4;

/**
 * Takes what is due, the longest due first, also what a worker took and did not finish within its lease. One recipient gets news in its order.
 * What was planned for somebody who may not be told any more is called off instead. `full`: kinds with no lane free.
 */
export async function claimDue(most: number, full: readonly string[]): Promise<Claimed[]> {
  const claimed = await take(most, full);
  const off = claimed.flatMap((one) => {
    const why = whyNotSent(one);
    return why === null ? [] : [{ id: one.id, attempt: one.attempt, why }];
  });
  if (off.length === 0) return claimed;
  for (const one of off) await callOff(one);
  const isOff = new Set(off.map(({ id }) => id));
  // What waited behind them is due now.
  return [...claimed.filter(({ id }) => !isOff.has(id)), ...(await claimDue(off.length, full))];
}

async function callOff({ id, attempt, why }: { id: string; attempt: number; why: string }): Promise<void> {
  await db().$executeRaw`
    UPDATE status_delivery SET state = 'cancelled', error = ${why}, settled_at = muster_now()
    WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'sending'`;
}

function take(most: number, full: readonly string[]): Promise<Claimed[]> {
  return db().$queryRaw<Claimed[]>`
    WITH due AS MATERIALIZED (
      SELECT d.id FROM status_delivery d LEFT JOIN status_subscriber s ON s.id = d.subscriber_id
      WHERE d.state IN ('waiting', 'sending') AND d.due_at <= muster_now() AND NOT coalesce(s.kind, 'slack') = ANY(${full}::text[])
        AND NOT EXISTS (SELECT FROM status_delivery b WHERE b.recipient = d.recipient AND b.state IN ('waiting', 'sending')
          AND b.created_at < d.created_at AND b.attempt < ${MOST_BEFORE_OTHERS})
      ORDER BY d.due_at LIMIT ${most} FOR UPDATE OF d SKIP LOCKED
    ), taken AS (
      UPDATE status_delivery d SET state = 'sending', attempt = d.attempt + 1, due_at = muster_now() + make_interval(secs => ${LEASE_SECONDS})
      FROM due WHERE d.id = due.id RETURNING d.*
    )
    SELECT t.id, t.attempt, t.content, t.connection_id AS "connectionId",
      jsonb_build_object('slug', p.slug, 'settings', p.settings, 'isArchived', p.archived_at IS NOT NULL) AS page,
      CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'kind', s.kind, 'address', s.address, 'secret', s.secret,
        'isEnded', s.ended_at IS NOT NULL, 'askedAt', to_char(s.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS subscriber
    FROM taken t JOIN status_page p ON p.id = t.page_id LEFT JOIN status_subscriber s ON s.id = t.subscriber_id`;
}

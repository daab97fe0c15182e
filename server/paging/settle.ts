import { type Outcome as Gathered, gather } from "#server/platform/gather.ts";
import { inPagingTransaction, type Sql } from "#server/platform/sql.ts";
import type { Claimed } from "./claim-due.ts";
import type { Outcome } from "./outcome-rules.ts";

type Settling = { claimed: Claimed; outcome: Outcome };

/** What the page came to: nothing was, or can be, sent to whoever it was for, apart from the inbox. */
export type Settled = { isUnreachable: boolean };

/**
 * Records what came of attempts, only for whoever still holds them; those that end at the same time share one statement. When a message
 * fails for the first time, the next means of that person is tried at once.
 */
export const settle = gather<Settling, Settled>((all) => inPagingTransaction((sql) => settleAll(sql, all)), { most: 100, lanes: 2 });

async function settleAll(sql: Sql, all: Settling[]): Promise<Gathered<Settled>[]> {
  const ordered = all.toSorted((one, other) => (one.claimed.pageId < other.claimed.pageId ? -1 : 1));
  sql.send({ name: "lock-pages", text: LOCK, values: [ordered.map(({ claimed }) => claimed.pageId)] });
  sql.send({ name: "settle-deliveries", text: SETTLE, values: columns(ordered) });
  const failed = ordered.filter(({ outcome }) => outcome.state === "failed").map(({ claimed }) => claimed.pageId);
  const lost = failed.length === 0 ? [] : await sql.query<{ id: string }>({ name: "unreachable-pages", text: UNREACHABLE, values: [failed] });
  const unreachable = new Set(lost.map(({ id }) => id));
  return all.map(({ claimed, outcome }) => ({ value: { isUnreachable: outcome.state === "failed" && unreachable.has(claimed.pageId) } }));
}

function columns(all: Settling[]): unknown[][] {
  return [
    all.map(({ claimed }) => claimed.id),
    all.map(({ claimed }) => claimed.attempt),
    all.map(({ outcome }) => outcome.state),
    all.map(({ outcome }) => (outcome.state === "waiting" ? outcome.delayMs : 0)),
    all.map(({ outcome }) => ("reference" in outcome ? outcome.reference : null)),
    all.map(({ outcome }) => ("error" in outcome ? outcome.error.slice(0, 500) : null)),
  ];
}

/** Pages before their messages, in one order, as answers lock them: so nobody waits for each other. */
const LOCK = "SELECT FROM page WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE";

const SETTLE = `
  WITH met AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[], $6::text[]) AS m (id, attempt, state, delay_ms, reference, error)
  ), mine AS (
    UPDATE page_delivery d SET
      state = CASE WHEN m.state = 'waiting' AND p.settled_at IS NOT NULL THEN 'cancelled' ELSE m.state END,
      due_at = muster_now() + make_interval(secs => m.delay_ms::float8 / 1000),
      settled_at = CASE WHEN m.state = 'waiting' AND p.settled_at IS NULL THEN NULL ELSE muster_now() END,
      reference = coalesce(m.reference, d.reference), error = m.error
    FROM met m, page p WHERE d.id = m.id AND d.attempt = m.attempt AND d.state = 'sending' AND p.id = d.page_id
    RETURNING d.page_id, d.position, d.state, m.error
  ), next AS (
    UPDATE page_delivery d SET due_at = muster_now() FROM mine f
    WHERE f.error IS NOT NULL AND d.page_id = f.page_id AND d.state = 'waiting' AND d.due_at > muster_now() AND d.attempt = 0
      AND d.position = (SELECT min(n.position) FROM page_delivery n WHERE n.page_id = f.page_id AND n.state = 'waiting' AND n.attempt = 0)
  )
  UPDATE page p SET
    state = CASE WHEN p.state = 'queued' OR (p.state = 'sent' AND s.best = 'delivered') THEN s.best ELSE p.state END,
    sent_at = coalesce(p.sent_at, muster_now()),
    delivered_at = CASE WHEN s.best = 'delivered' THEN coalesce(p.delivered_at, muster_now()) ELSE p.delivered_at END
  FROM (SELECT page_id, min(state) AS best FROM mine WHERE state IN ('sent', 'delivered') GROUP BY page_id) s WHERE p.id = s.page_id`;

/** Everything but the inbox has failed. Whoever has nothing but the inbox is reached by that. */
const UNREACHABLE = `
  SELECT p.id FROM page p WHERE p.id = ANY($1::uuid[]) AND p.settled_at IS NULL
    AND NOT EXISTS (SELECT FROM page_delivery d WHERE d.page_id = p.id AND d.channel <> 'inbox' AND d.state <> 'failed')`;

import { askPaging } from "#server/platform/sql.ts";
import type { Since } from "./channel.ts";
import { ABOUT_PAGE, CLAIMED, type Claimed } from "./claim-due.ts";

/** A sent message that does not say yet how it stands. `turn` is the right to record that it does. */
export type Behind = Claimed & { since: Since["state"]; reference: string | null; turn: number; by: string | null; phase: string };

const LEASE_SECONDS = 30;
/** At the longest wait of a quarter of an hour: two days. */
const MOST_TURNS = 200;

/**
 * Takes messages whose page went on since they were sent. What has to be told is read from how things stand, not from what happened, so
 * nothing is lost whoever dies in between. An alert that may have arrived, though nobody recorded it, is ended too.
 */
export async function claimBehind(most: number): Promise<Behind[]> {
  return askPaging<Behind>({
    name: "claim-behind",
    text: `
      WITH behind AS MATERIALIZED (
        SELECT d.id, now.state FROM page_delivery d JOIN page p ON p.id = d.page_id LEFT JOIN escalation_timer t ON t.incident_id = p.incident_id,
        LATERAL (SELECT CASE
          WHEN t.escalation_id IS DISTINCT FROM p.escalation_id OR t.state IN ('ended', 'stood-down') THEN 'ended'
          WHEN t.state = 'acknowledged' OR p.state = 'acknowledged' THEN 'acknowledged'
          WHEN p.state = 'declined' THEN 'declined' END AS state) now
        WHERE d.channel IN ('slack', 'pagerduty') AND d.attempt > 0 AND d.told IS DISTINCT FROM 'ended'
          AND (d.state IN ('sent', 'delivered') OR (d.channel = 'pagerduty' AND d.state IN ('cancelled', 'failed')))
          AND now.state IS DISTINCT FROM d.told AND now.state IS NOT NULL
          AND coalesce(d.told_due_at <= muster_now(), true) AND d.told_attempts < ${MOST_TURNS}
        ORDER BY d.told_due_at NULLS FIRST LIMIT $1 FOR UPDATE OF d SKIP LOCKED
      )
      UPDATE page_delivery d SET told_due_at = muster_now() + make_interval(secs => ${LEASE_SECONDS}), told_attempts = d.told_attempts + 1
      FROM behind, ${ABOUT_PAGE}
      WHERE d.id = behind.id AND p.id = d.page_id AND own.id = d.id
      RETURNING ${CLAIMED}, behind.state AS since, d.reference, d.told_attempts AS turn, i.phase,
        (SELECT e.payload->'person'->>'name' FROM timeline_event e
          WHERE e.incident_id = p.incident_id AND e.kind = 'acknowledgement' AND e.payload->>'answer' = 'acknowledged'
          ORDER BY e.seq DESC LIMIT 1) AS by`,
    values: [most],
  });
}

/** It says now how things stood when it was taken. */
export async function recordTold({ id, turn, since }: Behind): Promise<void> {
  await askPaging({
    name: "record-told",
    text: "UPDATE page_delivery SET told = $3, told_due_at = NULL, told_attempts = 0 WHERE id = $1 AND told_attempts = $2",
    values: [id, turn, since],
  });
}

export async function tellLater({ id, turn }: Behind, delayMs: number): Promise<void> {
  await askPaging({
    name: "tell-later",
    text: "UPDATE page_delivery SET told_due_at = muster_now() + make_interval(secs => $3) WHERE id = $1 AND told_attempts = $2",
    values: [id, turn, delayMs / 1_000],
  });
}

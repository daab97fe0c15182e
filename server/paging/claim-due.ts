import type { Severity } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { askPaging } from "#server/platform/sql.ts";

/** How long a message is somebody's without a sign of life; whoever is at work on it says so more often (renewLeases). */
const LEASE_SECONDS = 2;
export const RENEW_MS = 600;

/** A message in hand. `attempt` is the right to record its outcome. */
export type Claimed = {
  id: string;
  pageId: string;
  incidentId: string;
  attempt: number;
  channel: string;
  methodId: string | null;
  step: string;
  recipient: { id: string; name: string; email: string } | null;
  /** Where it goes: the person's means, or the connection; null when that is gone. Secrets are sealed. */
  destination: { address: string; name?: string; settings: Record<string, unknown>; secrets: Record<string, string> } | null;
  allowedHosts: string[];
  incident: Pick<RoomState, "reference" | "title" | "summary" | "kind" | "services" | "timestamps"> & { severity: Severity | null };
};

/** What is known about the page of a delivery, to be joined with an update of `page_delivery d` (`own`: the same delivery). */
export const ABOUT_PAGE = `page p JOIN incident i ON i.id = p.incident_id LEFT JOIN "user" u ON p.is_person AND u.id = p.recipient
  LEFT JOIN page_delivery own ON own.page_id = p.id
  LEFT JOIN contact_method m ON m.id = own.method_id AND m.verified_at IS NOT NULL
  LEFT JOIN connection c ON c.id = own.method_id AND c.is_enabled`;

/** The columns of a `Claimed`. */
export const CLAIMED = `d.id, d.page_id AS "pageId", p.incident_id AS "incidentId", d.attempt, d.channel, d.method_id AS "methodId", p.title AS step,
  CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('address', m.address, 'settings', '{}'::jsonb, 'secrets', m.secrets)
    WHEN c.id IS NOT NULL THEN jsonb_build_object('address', coalesce(c.settings->>'url', ''), 'name', c.name, 'settings', c.settings, 'secrets', c.secrets)
    WHEN d.method_id IS NULL THEN jsonb_build_object('address', coalesce(u.email, ''), 'settings', '{}'::jsonb, 'secrets', '{}'::jsonb)
    END AS destination,
  coalesce((SELECT value->'allowedHosts' FROM setting WHERE key = 'organisation'), '[]') AS "allowedHosts",
  CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) END AS recipient,
  jsonb_build_object('reference', i.reference, 'title', i.state->'title', 'summary', i.state->'summary', 'kind', i.kind,
    'services', i.state->'services', 'timestamps', i.state->'timestamps', 'severity', i.severity)
    || CASE WHEN i.visibility = 'private' AND NOT p.is_person
      THEN '{"title": "Private incident", "summary": "", "services": []}'::jsonb ELSE '{}' END AS incident`;

/**
 * Takes what is due, the longest due first, also what a sender took and did not finish within its lease, by other channels than the full ones.
 * What nobody needs any more is left. A channel is not told what a private incident is about.
 */
export async function claimDue(most: number, full: readonly string[]): Promise<Claimed[]> {
  return askPaging<Claimed>({
    name: "claim-deliveries",
    text: `
      WITH due AS MATERIALIZED (
        SELECT d.id FROM page_delivery d JOIN page p ON p.id = d.page_id
        WHERE d.state IN ('waiting', 'sending') AND d.due_at <= muster_now() AND p.settled_at IS NULL AND NOT d.channel = ANY($3::text[])
        ORDER BY d.due_at LIMIT $1 FOR UPDATE OF d SKIP LOCKED
      )
      UPDATE page_delivery d SET state = 'sending', attempt = d.attempt + 1, due_at = muster_now() + make_interval(secs => $2)
      FROM due, ${ABOUT_PAGE}
      WHERE d.id = due.id AND p.id = d.page_id AND own.id = d.id
      RETURNING ${CLAIMED}`,
    values: [most, LEASE_SECONDS, full],
  });
}

/** Says that this sender still works on these: nobody else takes them. */
export async function renewLeases(held: readonly Pick<Claimed, "id" | "attempt">[]): Promise<void> {
  await askPaging({
    name: "renew-leases",
    text: `
      UPDATE page_delivery d SET due_at = muster_now() + make_interval(secs => $3)
      FROM unnest($1::uuid[], $2::int[]) AS h (id, attempt) WHERE d.id = h.id AND d.attempt = h.attempt AND d.state = 'sending'`,
    values: [held.map(({ id }) => id), held.map(({ attempt }) => attempt), LEASE_SECONDS],
  });
}

/** Milliseconds until the next message is due; null when none waits. */
export async function untilNextDelivery(): Promise<number | null> {
  const [row] = await askPaging<{ milliseconds: number | null }>({
    name: "delivery-next",
    text: `
      SELECT (extract(epoch FROM min(d.due_at) - muster_now()) * 1000)::float8 AS milliseconds
      FROM page_delivery d JOIN page p ON p.id = d.page_id WHERE d.state IN ('waiting', 'sending') AND p.settled_at IS NULL`,
  });
  return row?.milliseconds ?? null;
}

/** What was being sent when it stopped mattering, by a sender that is gone. */
export async function clearSettled(): Promise<void> {
  await askPaging({
    name: "clear-settled",
    text: `
      UPDATE page_delivery d SET state = 'cancelled', settled_at = muster_now() FROM page p
      WHERE p.id = d.page_id AND d.state IN ('waiting', 'sending') AND d.due_at <= muster_now() AND p.settled_at IS NOT NULL`,
  });
}

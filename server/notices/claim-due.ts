import type { RoomState } from "#lib/contracts/room.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { db } from "#server/platform/db.ts";

/** Longer than one attempt may last: whoever still holds a message after it is gone. */
const LEASE_SECONDS = 30;

/** A message in hand. `attempt` is the right to record its outcome. `isForbidden`: whom it is for may not see the incident any more. */
export type Claimed = {
  id: string;
  attempt: number;
  event: "declared" | "severity" | "update" | "resolved";
  seq: number;
  audience: string;
  channel: string;
  methodId: string | null;
  recipient: { id: string; name: string; email: string } | null;
  destination: { address: string; settings: Record<string, unknown>; secrets: Record<string, string> } | null;
  allowedHosts: string[];
  hasReserve: boolean;
  isForbidden: boolean;
  fact: string;
  payload: object;
  actor: TimelineEntry["actor"];
  at: Date;
  room: RoomState;
};

/** Takes what is due, the longest due first, also what a worker took and did not finish within its lease, by other channels than the full ones. */
export function claimDue(most: number, full: readonly string[]): Promise<Claimed[]> {
  return db().$queryRaw<Claimed[]>`
    WITH due AS MATERIALIZED (
      SELECT d.id FROM notice_delivery d
      WHERE d.state IN ('waiting', 'sending') AND d.due_at <= muster_now() AND NOT d.channel = ANY(${full}::text[])
      ORDER BY d.due_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    ), taken AS (
      UPDATE notice_delivery d SET state = 'sending', attempt = d.attempt + 1, due_at = muster_now() + make_interval(secs => ${LEASE_SECONDS})
      FROM due WHERE d.id = due.id RETURNING d.*
    )
    SELECT d.id, d.attempt, n.event, d.seq, d.audience, d.channel, d.method_id AS "methodId",
      CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email) END AS recipient,
      CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('address', m.address, 'settings', '{}'::jsonb, 'secrets', m.secrets)
        WHEN c.id IS NOT NULL THEN jsonb_build_object('address', coalesce(c.settings->>'url', ''), 'settings', c.settings, 'secrets', c.secrets)
        WHEN d.method_id IS NULL AND (d.user_id IS NULL OR u.id IS NOT NULL)
          THEN jsonb_build_object('address', coalesce(u.email, d.recipient), 'settings', '{}'::jsonb, 'secrets', '{}'::jsonb)
        END AS destination,
      coalesce((SELECT value->'allowedHosts' FROM setting WHERE key = 'organisation'), '[]') AS "allowedHosts",
      EXISTS (SELECT FROM notice_delivery r WHERE r.incident_id = d.incident_id AND r.seq = d.seq AND r.recipient = d.recipient
        AND r.state = 'reserve') AS "hasReserve",
      i.visibility = 'private' AND NOT EXISTS (SELECT FROM incident_person p
        WHERE p.incident_id = i.id AND p.user_id = d.user_id AND p.is_member) AS "isForbidden",
      e.kind AS fact, e.payload, e.actor, e.occurred_at AS at, i.state AS room
    FROM taken d JOIN notice n ON n.incident_id = d.incident_id AND n.seq = d.seq JOIN incident i ON i.id = d.incident_id
      JOIN timeline_event e ON e.incident_id = d.incident_id AND e.seq = d.seq
      LEFT JOIN "user" u ON u.id = d.user_id AND u.deactivated_at IS NULL
      LEFT JOIN contact_method m ON m.id = d.method_id AND m.user_id = u.id AND m.verified_at IS NOT NULL
      LEFT JOIN connection c ON c.id = d.method_id AND d.user_id IS NULL AND c.is_enabled`;
}

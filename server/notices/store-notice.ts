import type { Severity } from "#lib/contracts/incident.ts";
import type { NoticeEvent } from "#lib/contracts/notice.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

/** `dueAt` null: now. */
export type NewDelivery = {
  audience: string;
  recipient: string;
  userId: string | null;
  channel: string;
  methodId: string | null;
  position: number;
  dueAt: string | null;
  state: "delivered" | "waiting" | "reserve";
};

type NewNotice = {
  incidentId: string;
  seq: number;
  /** Null: it is no news. */
  event: NoticeEvent | null;
  severity: Severity | null;
  deliveries: NewDelivery[];
  inbox: { kind: string; title: string; body: string; href: string };
};

/**
 * Decision, messages and inboxes in one statement, by whoever is first. What quiet hours still hold back of the same incident is not sent any
 * more: in the morning one reads how it stands, not all that happened. Inboxes hold each entry once, whoever puts it there.
 */
export async function storeNotice({ incidentId, seq, event, severity, deliveries, inbox }: NewNotice): Promise<void> {
  const column = <K extends keyof NewDelivery>(name: K): NewDelivery[K][] => deliveries.map((one) => one[name]);
  const { kind, title, body, href } = inbox;
  await db().$queryRaw`
    WITH made AS (
      INSERT INTO notice (incident_id, seq, event, severity, created_at) VALUES (${incidentId}::uuid, ${seq}, ${event}, ${severity}, muster_now())
      ON CONFLICT DO NOTHING RETURNING incident_id, seq, created_at
    ), planned AS (
      SELECT d.* FROM made, unnest(${deliveries.map(() => newId())}::uuid[], ${deliveries.map(() => newId())}::uuid[], ${column("audience")}::text[],
        ${column("recipient")}::text[], ${column("userId")}::uuid[], ${column("channel")}::text[], ${column("methodId")}::uuid[],
        ${column("position")}::int[], ${column("dueAt")}::timestamptz[], ${column("state")}::text[])
        AS d (id, inbox_id, audience, recipient, user_id, channel, method_id, position, due_at, state)
      WHERE d.user_id IS NULL OR EXISTS (SELECT FROM "user" u WHERE u.id = d.user_id AND u.deactivated_at IS NULL)
    ), replaced AS (
      UPDATE notice_delivery o SET state = 'cancelled', error = 'Later news came before this was due.', settled_at = muster_now()
      FROM (SELECT DISTINCT recipient FROM planned WHERE position > 0) p
      WHERE o.incident_id = ${incidentId}::uuid AND o.recipient = p.recipient AND o.position > 0 AND o.attempt = 0
        AND (o.state = 'reserve' OR (o.state = 'waiting' AND o.due_at > muster_now()))
        AND EXISTS (SELECT FROM notice_delivery w WHERE w.incident_id = o.incident_id AND w.seq = o.seq AND w.recipient = o.recipient
          AND w.state = 'waiting' AND w.attempt = 0 AND w.due_at > muster_now())
    ), stored AS (
      INSERT INTO notice_delivery (id, incident_id, seq, audience, recipient, user_id, channel, method_id, position, due_at, state, created_at, settled_at)
      SELECT p.id, m.incident_id, m.seq, p.audience, p.recipient, p.user_id, p.channel, p.method_id, p.position, coalesce(p.due_at, m.created_at),
        p.state, m.created_at, CASE WHEN p.state = 'delivered' THEN m.created_at END
      FROM made m, planned p
    ), told AS (
      INSERT INTO notification (id, user_id, kind, incident_id, seq, title, body, href, created_at)
      SELECT p.inbox_id, p.user_id, ${kind}, m.incident_id, m.seq, ${title}, ${body}, ${href}, m.created_at
      FROM made m, planned p WHERE p.channel = 'inbox'
      ON CONFLICT (user_id, incident_id, seq, kind) DO NOTHING RETURNING user_id
    )
    SELECT pg_notify('muster', 'inbox ' || user_id)::text FROM told`;
}

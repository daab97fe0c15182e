import type { z } from "zod";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { describeEvent, sentenceOf } from "#lib/describe-event.ts";
import type { JOBS } from "#server/jobs/define.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

const MAX_TITLE = 300;
const MAX_BODY = 500;

type Row = {
  kind: string;
  payload: object;
  actor: TimelineEntry["actor"];
  reference: string;
  title: string;
};

/** Puts one recorded fact into the inboxes of the people it concerns, once each, however often the job runs. */
export async function announce(data: z.infer<typeof JOBS.announce>): Promise<void> {
  const { incidentId, seq } = data;
  const [row] = await db().$queryRaw<Row[]>`
    SELECT e.kind, e.payload, e.actor, i.reference, i.title FROM timeline_event e JOIN incident i ON i.id = e.incident_id
    WHERE e.incident_id = ${incidentId}::uuid AND e.seq = ${seq}`;
  if (!row) return;
  const entry = { actor: row.actor, fact: { kind: row.kind, ...row.payload } as TimelineEntry["fact"], annotation: null };
  const title = cut(sentenceOf(entry), MAX_TITLE);
  const body = cut([`${row.reference} · ${row.title}`, describeEvent(entry).body ?? ""].filter(Boolean).join("\n"), MAX_BODY);
  const href = `/incidents/${row.reference}?entry=${seq}`;
  const ids = data.userIds.map(() => newId());
  await db().$queryRaw`
    WITH told AS (
      INSERT INTO notification (id, user_id, kind, incident_id, seq, title, body, href, created_at)
      SELECT n.id, u.id, ${row.kind}, ${incidentId}::uuid, ${seq}, ${title}, ${body}, ${href}, muster_now()
      FROM unnest(${ids}::uuid[], ${data.userIds}::uuid[]) AS n(id, user_id)
      JOIN "user" u ON u.id = n.user_id AND u.deactivated_at IS NULL
      JOIN incident i ON i.id = ${incidentId}::uuid
      WHERE i.visibility = 'normal' OR EXISTS (SELECT 1 FROM incident_person p WHERE p.incident_id = i.id AND p.user_id = u.id AND p.is_member)
      ON CONFLICT (user_id, incident_id, seq, kind) DO NOTHING RETURNING user_id
    )
    SELECT pg_notify('muster', 'inbox ' || user_id)::text FROM told`;
}

function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

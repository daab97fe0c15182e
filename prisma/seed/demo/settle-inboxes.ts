import { db } from "#server/platform/db.ts";

const READ_AFTER_MS = 8 * 3_600_000;

/** Dates what people were told to when it happened, whoever's worker wrote it down, and leaves unread only what is new today. */
export async function settleInboxes(incidentIds: string[], now: number): Promise<void> {
  await db().$executeRaw`
    UPDATE notification n SET created_at = e.recorded_at,
      read_at = CASE WHEN e.recorded_at < ${new Date(now - READ_AFTER_MS)} THEN e.recorded_at + interval '20 minutes' END
    FROM timeline_event e WHERE e.incident_id = n.incident_id AND e.seq = n.seq AND n.incident_id = ANY(${incidentIds}::uuid[])`;
}

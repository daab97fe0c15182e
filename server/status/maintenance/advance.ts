import { db } from "#server/platform/db.ts";

/**
 * Lets announced work remind, begin and end when its time has come, by the database's clock: each once, however many workers ask. What nobody
 * was there for begins and ends at the times that were announced. Answers with when the next one is due, milliseconds; null for none.
 */
export async function advanceMaintenance(): Promise<number | null> {
  await db().$executeRaw`
    UPDATE status_maintenance SET reminded_at = muster_now()
    WHERE state = 'scheduled' AND reminded_at IS NULL AND remind_minutes > 0 AND starts_at > muster_now()
      AND starts_at - make_interval(mins => remind_minutes) <= muster_now()
      AND created_at < starts_at - make_interval(mins => remind_minutes)`;
  await db().$executeRaw`
    UPDATE status_maintenance SET state = 'running', started_at = greatest(starts_at, created_at)
    WHERE state = 'scheduled' AND starts_at <= muster_now()`;
  await db().$executeRaw`
    UPDATE status_maintenance SET state = 'ended', ended_at = ends_at WHERE state = 'running' AND ends_at <= muster_now()`;
  const [row] = await db().$queryRaw<{ next: Date | null }[]>`
    SELECT min(at) AS next FROM (
      SELECT starts_at AS at FROM status_maintenance WHERE state = 'scheduled'
      UNION ALL SELECT ends_at FROM status_maintenance WHERE state = 'running'
      UNION ALL SELECT starts_at - make_interval(mins => remind_minutes) FROM status_maintenance
        WHERE state = 'scheduled' AND reminded_at IS NULL AND remind_minutes > 0
    ) due WHERE at > muster_now()`;
  return row?.next?.getTime() ?? null;
}

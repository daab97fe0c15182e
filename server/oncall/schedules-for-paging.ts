import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import type { Sql } from "#server/platform/sql.ts";

/** A schedule that pages go by, with the team it belongs to. */
export type PagingSchedule = OnCallSchedule & { teamId: string | null };

/**
 * Every schedule in use with its overrides from now on, in one statement on the caller's connection: whoever pages must not wait for
 * connections that screens hold. Layers were checked when they were stored.
 */
export async function schedulesForPaging(sql: Sql): Promise<PagingSchedule[]> {
  return sql.query<PagingSchedule>({
    name: "schedules-for-paging",
    text: `
      SELECT s.id::text, s.slug, s.name, s.zone, s.team_id::text AS "teamId", s.layers,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'person', o.user_id, 'from', o.starts_at, 'to', o.ends_at, 'reason', o.reason)
            ORDER BY o.created_at, o.id)
          FROM oncall_override o WHERE o.schedule_id = s.id AND o.removed_at IS NULL AND o.ends_at > muster_now()), '[]') AS overrides,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'isActive', u.deactivated_at IS NULL, 'zone', u.time_zone))
          FROM "user" u WHERE u.id::text IN (SELECT jsonb_array_elements_text(l->'people') FROM jsonb_array_elements(s.layers) l)
            OR u.id IN (SELECT o.user_id FROM oncall_override o WHERE o.schedule_id = s.id AND o.removed_at IS NULL AND o.ends_at > muster_now())), '[]') AS people
      FROM oncall_schedule s WHERE s.archived_at IS NULL ORDER BY s.name`,
  });
}

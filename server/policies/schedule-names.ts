import type { Sql } from "#server/platform/sql.ts";

/** The on-call schedules by name. */
export async function readScheduleNames(_sql: Sql): Promise<{ id: string; name: string }[]> {
  return [];
}

import { schedulesForPaging } from "#server/oncall/index.ts";
import type { Sql } from "#server/platform/sql.ts";

/** The on-call schedules by name. */
export async function readScheduleNames(sql: Sql): Promise<{ id: string; name: string }[]> {
  return (await schedulesForPaging(sql)).map(({ id, name }) => ({ id, name }));
}

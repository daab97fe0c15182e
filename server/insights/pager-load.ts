import { Prisma } from "#generated/prisma/client.ts";
import type { PagerLoad } from "#lib/contracts/insights.ts";
import { NIGHT, OFFICE } from "#lib/oncall/index.ts";
import { db } from "#server/platform/db.ts";
import { declaredWithin, type Reading } from "./counted.ts";

type Row = { id: string; name: string; pages: number; out_of_hours: number; at_night: number; before: number };

const WALL = Prisma.sql`(p.created_at AT TIME ZONE coalesce(u.time_zone, 'UTC'))`;
const [{ days: DAYS, from: FROM, to: TO }] = OFFICE;
const IS_OFFICE = Prisma.sql`(extract(isodow FROM ${WALL}) = ANY(${[...DAYS]}::int[]) AND ${WALL}::time >= ${FROM}::time AND ${WALL}::time < ${TO}::time)`;
const IS_NIGHT = Prisma.sql`(${WALL}::time >= ${NIGHT.from}::time OR ${WALL}::time < ${NIGHT.to}::time)`;

/** Whom the incidents of the range paged, who was paged most first; false alarms wake people as well, so they count. */
export async function readPagerLoad({ range, all }: Reading): Promise<PagerLoad[]> {
  const within = Prisma.join([declaredWithin(range.before.from, range.to), ...all], " AND ");
  const isNow = Prisma.sql`i.declared_at >= ${new Date(range.from)}`;
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id, u.name, count(*) FILTER (WHERE ${isNow})::int AS pages, count(*) FILTER (WHERE ${isNow} AND NOT ${IS_OFFICE})::int AS out_of_hours,
      count(*) FILTER (WHERE ${isNow} AND ${IS_NIGHT})::int AS at_night, count(*) FILTER (WHERE NOT ${isNow})::int AS before
    FROM page p JOIN incident_measure i ON i.id = p.incident_id JOIN "user" u ON u.id = p.recipient
    WHERE p.is_person AND ${within} GROUP BY u.id, u.name ORDER BY pages DESC, before DESC, u.name LIMIT 200`;
  return rows.map(({ id, name, out_of_hours, at_night, pages, before }) => ({
    ...{ person: { id, name }, pages, outOfHours: out_of_hours, atNight: at_night, before },
  }));
}

import { Prisma } from "#generated/prisma/client.ts";
import type { PagerLoad } from "#lib/contracts/insights.ts";
import { NIGHT, OFFICE } from "#lib/oncall/index.ts";
import { db } from "#server/platform/db.ts";
import { declaredWithin, type Reading } from "./counted.ts";

type Row = { id: string; name: string; pages: number; out_of_hours: number; at_night: number; before: number };

const [{ days: DAYS, from: FROM, to: TO }] = OFFICE;
const IS_OFFICE = Prisma.sql`(date_part('isodow', p.wall)::int = ANY(${[...DAYS]}::int[]) AND p.wall::time >= ${FROM}::time AND p.wall::time < ${TO}::time)`;
const IS_NIGHT = Prisma.sql`(p.wall::time >= ${NIGHT.from}::time OR p.wall::time < ${NIGHT.to}::time)`;

/** Whom the incidents of the range paged, who was paged most first; false alarms wake people as well, so they count. */
export async function readPagerLoad({ range, all }: Reading): Promise<PagerLoad[]> {
  const within = Prisma.join([declaredWithin(range.before.from, range.to), ...all], " AND ");
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.id, u.name, l.* FROM (
      SELECT p.recipient, count(*) FILTER (WHERE p.is_now)::int AS pages, count(*) FILTER (WHERE p.is_now AND NOT ${IS_OFFICE})::int AS out_of_hours,
        count(*) FILTER (WHERE p.is_now AND ${IS_NIGHT})::int AS at_night, count(*) FILTER (WHERE NOT p.is_now)::int AS before
      FROM (
        SELECT p.recipient, i.declared_at >= ${new Date(range.from)} AS is_now, p.created_at AT TIME ZONE coalesce(u.time_zone, 'UTC') AS wall
        FROM page p JOIN incident_measure i ON i.id = p.incident_id JOIN "user" u ON u.id = p.recipient WHERE p.is_person AND ${within} OFFSET 0) p
      GROUP BY p.recipient) l
    JOIN "user" u ON u.id = l.recipient ORDER BY l.pages DESC, l.before DESC, u.name`;
  return rows.map(({ id, name, out_of_hours, at_night, pages, before }) => ({
    ...{ person: { id, name }, pages, outOfHours: out_of_hours, atNight: at_night, before },
  }));
}

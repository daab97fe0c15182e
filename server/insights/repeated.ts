import { Prisma } from "#generated/prisma/client.ts";
import { OTHER_CAUSE } from "#lib/contracts/insights/measure-of.ts";
import { type Insights, MOST_REPEATED } from "#lib/contracts/insights.ts";
import { db } from "#server/platform/db.ts";
import { CAUSE_KEY, causeName, FAMILIES } from "./causes.ts";
import { declaredWithin, type Reading } from "./counted.ts";

const SHOWN = 6;

type Row = { cause: string; service: string | null; count: number; references: string[] };

/** Causes that came more than once in the same service within the range, the commonest first. What was said in words alone is not compared. */
export async function readRepeated({ range, counted }: Reading): Promise<Insights["repeated"]> {
  const within = Prisma.join([declaredWithin(range.from, range.to), ...counted], " AND ");
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.cause, r.service, r.count, ARRAY(
      SELECT o.reference FROM unnest(r.ids[1:${SHOWN}]) WITH ORDINALITY AS one (id, place) JOIN incident o ON o.id = one.id ORDER BY one.place) AS references
    FROM (
      SELECT ${CAUSE_KEY} AS cause, i.cause_service AS service, count(*)::int AS count, array_agg(i.id ORDER BY i.declared_at DESC) AS ids
      FROM incident_measure i LEFT JOIN ${FAMILIES} ON f.name = i.cause WHERE i.cause <> ${OTHER_CAUSE} AND ${within}
      GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY count(*) DESC, 1, 2 LIMIT ${MOST_REPEATED}) r
    ORDER BY r.count DESC, r.cause, r.service`;
  return rows.map((row) => ({ ...row, name: causeName(row.cause) }));
}

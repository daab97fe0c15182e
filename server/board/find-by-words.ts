import { Prisma } from "#generated/prisma/client.ts";
import { db } from "#server/platform/db.ts";

/** So many of the newest incidents are asked for the words first: common words fill a page from them. */
const NEWEST = 500;
/** Up to so many incidents words count as rare: they are looked up and sorted. Beyond, the incidents are walked by date and asked. */
const RARE = 1_500;

/** SQL for the ids of the newest incidents `i` within these conditions. */
export function inOrder(within: Prisma.Sql[], limit: number): Prisma.Sql {
  return Prisma.sql`SELECT i.id FROM incident i WHERE ${Prisma.join(within, " AND ")} ORDER BY i.declared_at DESC, i.id DESC LIMIT ${limit}`;
}

/**
 * SQL for the ids of the newest `limit` incidents within these conditions that have the words (tsquery text). An index of words does
 * not know dates and one of dates does not know words, so it is chosen by how common the words turn out to be.
 */
export async function idsByWords(within: Prisma.Sql[], words: string, limit: number): Promise<Prisma.Sql> {
  const query = Prisma.sql`to_tsquery('simple', ${words})`;
  const newest = await db().$queryRaw<{ id: string }[]>`${walk(within, query, Prisma.sql`LIMIT ${NEWEST}`, limit)}`;
  if (newest.length >= limit) return inOrder([isOneOf(newest)], limit);
  const found = await db().$queryRaw<{ id: string }[]>`SELECT incident_id AS id FROM incident_search WHERE document @@ ${query} LIMIT ${RARE + 1}`;
  if (found.length <= RARE) return inOrder([...within, isOneOf(found)], limit);
  return walk(within, query, Prisma.sql`OFFSET 0`, limit);
}

/** By date, asking each for the words, until there are enough. `stretch` also keeps the planner from reading and sorting all instead. */
function walk(within: Prisma.Sql[], query: Prisma.Sql, stretch: Prisma.Sql, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT w.id FROM (
      SELECT i.id, i.declared_at FROM incident i WHERE ${Prisma.join(within, " AND ")} ORDER BY i.declared_at DESC, i.id DESC ${stretch}
    ) w WHERE (SELECT d.document FROM incident_search d WHERE d.incident_id = w.id) @@ ${query}
    ORDER BY w.declared_at DESC, w.id DESC LIMIT ${limit}`;
}

function isOneOf(rows: { id: string }[]): Prisma.Sql {
  return Prisma.sql`i.id = ANY(${rows.map(({ id }) => id)}::uuid[])`;
}

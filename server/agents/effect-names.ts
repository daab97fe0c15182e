import { db } from "#server/platform/db.ts";

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** The same words with people, services and teams called by their names instead of their ids. Ids of anything else stay. */
export async function withNames(words: string): Promise<string> {
  const ids = [...new Set(words.match(UUID))];
  if (ids.length === 0) return words;
  const named = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM "user" WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id::text, name FROM service WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id::text, name FROM team WHERE id = ANY(${ids}::uuid[])`;
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return words.replaceAll(UUID, (id) => names.get(id) ?? id);
}

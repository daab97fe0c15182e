import { db } from "#server/platform/db.ts";

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The same words with names in place of the ids of people, services and teams: what a person is to accept has to be readable. */
export async function nameIds(words: string): Promise<string> {
  const ids = [...new Set(words.match(ID) ?? [])];
  if (ids.length === 0) return words;
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM "user" WHERE id = ANY(${ids}::uuid[]) UNION ALL SELECT id::text, name FROM service WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id::text, name FROM team WHERE id = ANY(${ids}::uuid[])`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return words.replaceAll(ID, (id) => names.get(id.toLowerCase()) ?? id);
}

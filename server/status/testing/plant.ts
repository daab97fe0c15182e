import { db } from "#server/platform/db.ts";

/** What the public may read, a page's own or by a link, and what decides whether and where it is shown; everything else is internal. */
const PUBLIC = /^status_(page\.slug|component\.(name|group|description)|maintenance\.(title|text|reason)|link\.(name|workaround))$/;
const DECIDING = /\.(phase|kind|visibility|state|role|provider_id)$/;
const ENUM_LIKE = /^(?:[a-z]+(?:[-_][a-z]+)*|[0-9a-f-]{36}|SEV[1-4]|\d{4}-\d\d-\d\dT.*)$/;
/** Of a publication only what was written for the public; `stakeholderText` and who wrote it are not. */
const OF_PUBLICATION = new Set([
  "id",
  "status",
  "title",
  "text",
  "workaround",
  "at",
  "nextBy",
  "pages",
  "components",
  "corrections",
  "retracted",
  "eta",
]);

/**
 * Writes a word into every internal text column of every row, and into every text within rooms. Answers with the columns that hold it now, each
 * with in how many rows; `rooms` counts the texts within rooms.
 */
export async function plant(canary: string): Promise<Map<string, number>> {
  const columns = await db().$queryRaw<{ place: string; table: string; column: string }[]>`
    SELECT c.table_name || '.' || c.column_name AS place, c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'character varying')
      AND c.table_name <> '_prisma_migrations'`;
  const planted = new Map<string, number>();
  for (const { place, table, column } of columns) {
    if (PUBLIC.test(place) || DECIDING.test(place)) continue;
    const count = await plantIn(table, column, canary);
    if (count > 0) planted.set(place, count);
  }
  return planted.set("rooms", await plantInRooms(canary));
}

/** A column that its own rules keep as it is, is left. */
async function plantIn(table: string, column: string, canary: string): Promise<number> {
  try {
    const [, , count] = await db().$transaction([
      db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
      db().$executeRawUnsafe("SET LOCAL statement_timeout = '10s'"),
      db().$executeRawUnsafe(`UPDATE "${table}" SET "${column}" = "${column}" || $1 WHERE "${column}" IS NOT NULL`, canary),
    ]);
    return count;
  } catch {
    return 0;
  }
}

async function plantInRooms(canary: string): Promise<number> {
  const rows = await db().$queryRaw<{ id: string; state: unknown }[]>`SELECT id, state FROM incident`;
  let planted = 0;
  const grow = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one) => grow(one, path));
    if (value !== null && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, isPublic([...path, key]) ? one : grow(one, [...path, key])]));
    if (typeof value !== "string" || ENUM_LIKE.test(value)) return value;
    planted += 1;
    return `${value} ${canary}`;
  };
  for (const { id, state } of rows) {
    const grown = JSON.stringify(grow(state, []));
    await db().$executeRaw`UPDATE incident SET state = ${grown}::jsonb WHERE id = ${id}::uuid`;
  }
  return planted;
}

function isPublic(path: readonly string[]): boolean {
  const [first, second, third = ""] = path;
  return first === "told" && second === "publications" && OF_PUBLICATION.has(third);
}

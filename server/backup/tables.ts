import type pg from "pg";

/** Not worth keeping: who is there right now, counts of attempts, a test's clock. */
const LEFT_OUT = ["_prisma_migrations", "presence", "rate_limit", "clock_shift"];

export type Table = { name: string; columns: string[] };

/** The tables to keep, those that others refer to first. */
export async function tablesInOrder(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL($1) GROUP BY 1 ORDER BY 1`,
    [LEFT_OUT],
  );
  const { rows: edges } = await client.query<{ child: string; parent: string }>(
    `SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`,
  );
  return inOrder(
    rows,
    edges.map(({ child, parent }) => ({ child: bare(child), parent: bare(parent) })),
  );
}

/** Orders by who refers to whom. Pure. @throws when tables refer to each other in a circle. */
export function inOrder(tables: Table[], edges: { child: string; parent: string }[]): Table[] {
  const ordered: Table[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const isWaiting = (name: string) => waiting.some((table) => table.name === name);
    const ready = waiting.filter(({ name }) => !edges.some(({ child, parent }) => child === name && isWaiting(parent)));
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(", ")}.`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** A name as the catalogue prints it, without the quotes around reserved words. */
function bare(name: string): string {
  return name.replaceAll('"', "");
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

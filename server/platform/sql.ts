import pg from "pg";
import { databaseUrl, env } from "./env.ts";

/** A statement with a name is planned once per connection. Values as `pg` takes them; JSON as text. */
export type Statement = { name: string; text: string; values?: unknown[] };

/** One connection inside one transaction, for the commands whose speed counts. */
export type Sql = {
  query<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]>;
  /** Runs text that another library wrote. */
  raw(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
};

const LONGEST_MS = 15_000;
const LONGEST_WAIT_MS = 10_000;

let pool: pg.Pool | undefined;

/**
 * A pool of its own for writing: a command holds a connection while it reads through Prisma's, so one pool for both could wait for
 * itself.
 */
function writers(): pg.Pool {
  if (pool) return pool;
  const max = Math.max(1, Math.floor(env().MUSTER_DATABASE_POOL / 2));
  pool = new pg.Pool({ connectionString: databaseUrl(), max, connectionTimeoutMillis: LONGEST_WAIT_MS, query_timeout: LONGEST_MS });
  pool.on("error", () => undefined);
  return pool;
}

export async function closeWriters(): Promise<void> {
  const closing = pool;
  pool = undefined;
  await closing?.end();
}

/** Runs `work` in one transaction: all of it is stored, or nothing. No network call belongs inside. */
export async function inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await writers().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(sqlOf(client));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function sqlOf(client: pg.PoolClient): Sql {
  return {
    query: async <R extends pg.QueryResultRow>(statement: Statement) => (await client.query<R>(statement)).rows,
    raw: (text, values) => client.query(text, values),
  };
}

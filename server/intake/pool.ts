import pg from "pg";
import { databaseUrl } from "#server/platform/env.ts";

const CONNECTIONS = 3;
const LONGEST_WAIT_MS = 3_000;
const LONGEST_MS = 8_000;

let pool: pg.Pool | undefined;

/** A small pool of its own: no slow screen or command can keep signals waiting. */
export function intakePool(): pg.Pool {
  if (pool) return pool;
  pool = new pg.Pool({
    connectionString: databaseUrl(),
    max: CONNECTIONS,
    connectionTimeoutMillis: LONGEST_WAIT_MS,
    query_timeout: LONGEST_MS,
    keepAlive: true,
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export async function closeIntakePool(): Promise<void> {
  const closing = pool;
  pool = undefined;
  await closing?.end();
}

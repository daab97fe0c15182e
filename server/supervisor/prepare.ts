import pg from "pg";
import { installQueue } from "#server/jobs/queue.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";

const OLDEST_MAJOR = 15;

/** Brings the database to what this version needs, and prints in words what that took. */
try {
  await requireVersion(databaseUrl());
  const applied = await migrate(databaseUrl());
  await installQueue(databaseUrl());
  console.log(applied.length === 0 ? "up to date" : `${applied.length} ${applied.length === 1 ? "migration" : "migrations"} applied`);
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function requireVersion(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    const version = rows[0]?.server_version ?? "unknown";
    if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return;
    throw new Error(
      `The database is PostgreSQL ${version}; Muster needs ${OLDEST_MAJOR} or newer.\nPoint DATABASE_URL to a newer server, or unset it to use the one that Muster brings.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown): string {
  const { host, pathname, username } = new URL(databaseUrl());
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ETIMEDOUT":
      return `No database answers at ${host} (${code}).\nStart it, correct DATABASE_URL, or unset it to use the database that Muster brings.`;
    case "28P01":
    case "28000":
      return `The database at ${host} refuses the user "${username}": ${message}.\nCorrect user and password in DATABASE_URL.`;
    case "3D000":
      return `There is no database "${pathname.slice(1)}" at ${host}.\nCreate it (createdb ${pathname.slice(1)}) or correct DATABASE_URL.`;
    case "42501":
      return `The user "${username}" may not change the database at ${host}: ${message}.\nGrant it the right to create tables: it should own the database.`;
    default:
      return message ? `The database at ${host}: ${message}` : String(error);
  }
}

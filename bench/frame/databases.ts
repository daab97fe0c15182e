import { createHash } from "node:crypto";
import pg from "pg";
import { installQueue } from "#server/jobs/queue.ts";
import { readMigrations } from "#server/platform/migrate/files.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";

/** Where the run's server answers; set by the process that started it. */
const SERVER = "MUSTER_BENCH_SERVER";

type Fill = (url: string) => Promise<void>;

export function nameServer(url: string): void {
  process.env[SERVER] = url;
}

/** A migrated, empty database. */
export async function createDatabase(name: string): Promise<string> {
  const template = await migratedTemplate();
  await dropDatabase(name);
  await administrate(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  await administrate("CHECKPOINT");
  return urlOf(name);
}

export async function dropDatabase(name: string): Promise<void> {
  await administrate(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

/** A database that is filled once and kept for later runs, until the schema or `version` changes. */
export async function keptDatabase(name: string, version: string, fill: Fill): Promise<string> {
  const present = `kept_${name}_${schemaFingerprint()}_${version}`;
  for (const other of await databasesLike(`kept\\_${name}\\_%`)) if (other !== present) await dropDatabase(other);
  await build(present, await migratedTemplate(), fill);
  return urlOf(present);
}

async function migratedTemplate(): Promise<string> {
  const name = `template_${schemaFingerprint()}`;
  await build(name, "template0", async (url) => {
    await migrate(url);
    await installQueue(url);
  });
  return name;
}

/** Under another name until it is whole, so that an interrupted one is never taken for it. */
async function build(name: string, template: string, fill: Fill): Promise<void> {
  if ((await databasesLike(name)).length > 0) return;
  await dropDatabase(`${name}_new`);
  await administrate(`CREATE DATABASE "${name}_new" TEMPLATE "${template}"`);
  await fill(urlOf(`${name}_new`));
  await administrate(`ALTER DATABASE "${name}_new" RENAME TO "${name}"`);
}

function schemaFingerprint(): string {
  const hash = createHash("sha256");
  for (const { name, sql } of readMigrations()) hash.update(name).update(sql);
  return hash.digest("hex").slice(0, 12);
}

async function databasesLike(pattern: string): Promise<string[]> {
  const rows = await administrate<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE $1", [pattern]);
  return rows.map(({ datname }) => datname);
}

function urlOf(name: string): string {
  return Object.assign(new URL(serverUrl()), { pathname: `/${name}` }).href;
}

function serverUrl(): string {
  const url = process.env[SERVER];
  if (!url) throw new Error(`${SERVER} is not set: measures run inside \`npm run bench\`.`);
  return url;
}

async function administrate<R extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return (await client.query<R>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

import { createHash } from "node:crypto";
import pg from "pg";
import { NO_FILTERS, openEngine } from "./engine.ts";
import { MIGRATIONS, type Migration, readMigrations, readSchema } from "./files.ts";

/** One migrator at a time, however many processes start together. */
const LOCK = 7_268_441;

/**
 * Brings a database up to the migrations folder and returns what it applied. `_prisma_migrations` is kept as Prisma keeps it, so
 * `prisma migrate deploy` works on the same database. An up-to-date database costs one query.
 * @throws when one cannot be applied, was changed after it had been, or was cut off.
 */
export async function migrate(databaseUrl: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    if ((await pendingOf(client, migrations)).length === 0) return [];
    return await apply(databaseUrl, migrations).catch((error: unknown) => forgiveFailed(client, error));
  } finally {
    await client.end();
  }
}

type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

async function pendingOf(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS known");
  if (tables[0]?.known === null) return migrations;
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  for (const { migration_name, finished_at, checksum } of rows) {
    if (finished_at === null)
      throw new Error(
        `The migration ${migration_name} was cut off while it was applied. Look whether its changes are there, then run: npx prisma migrate resolve --applied ${migration_name} (or --rolled-back).`,
      );
    const own = migrations.find(({ name }) => name === migration_name);
    if (own && checksumOf(own) !== checksum)
      throw new Error(`The migration ${migration_name} was changed after it had been applied. Put its file back as it was.`);
  }
  return migrations.filter(({ name }) => !rows.some(({ migration_name }) => migration_name === name));
}

/** SHA-256 of the file, as Prisma writes it. */
function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}

/** A migration is one transaction, so one that failed left nothing behind and may be tried again. */
async function forgiveFailed(client: pg.Client, error: unknown): Promise<never> {
  const { rows } = await client.query<{ migration_name: string }>(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL RETURNING migration_name",
  );
  const [failed] = rows;
  if (!failed) throw error;
  throw new Error(
    `The migration ${failed.migration_name} could not be applied, and nothing of it was kept:\n${(error as Error).message}\nCorrect what it says and start again; the data is as it was.`,
    { cause: error },
  );
}

async function apply(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  let scriptError: Error | undefined;
  const engine = await openEngine(databaseUrl, readSchema(), (error) => {
    scriptError = error;
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
        })),
      },
      filters: NO_FILTERS,
    });
    return appliedMigrationNames;
  } catch (error) {
    throw scriptError ?? error;
  } finally {
    engine.free();
  }
}

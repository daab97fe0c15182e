import { createHash } from "node:crypto";
import pg from "pg";
import { NO_FILTERS, openEngine } from "./engine.ts";
import { type Migration, MIGRATIONS, readMigrations, readSchema } from "./files.ts";

/** One migrator at a time, however many processes start together. */
const LOCK = 7_268_441;

/**
 * Brings a database up to the migrations folder and returns what it applied. `_prisma_migrations` is kept as Prisma keeps it, so
 * `prisma migrate deploy` works on the same database. An up-to-date database costs one query.
 * @throws when an applied migration was changed since, or one failed before.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const migrations = readMigrations();
    if ((await pendingOf(client, migrations)).length === 0) return [];
    return await apply(databaseUrl, migrations);
  } finally {
    await client.end();
  }
}

type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

async function pendingOf(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS known");
  if (tables[0]?.known === null) return migrations;
  const { rows } = await client.query<Applied>("SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations WHERE rolled_back_at IS NULL");
  for (const { migration_name, finished_at, checksum } of rows) {
    if (finished_at === null) throw new Error(`The migration ${migration_name} failed half-way before. Restore the database from a backup, or mend it by hand and mark it as in Prisma's documentation of "migrate resolve".`);
    const own = migrations.find(({ name }) => name === migration_name);
    if (own && checksumOf(own) !== checksum) throw new Error(`The migration ${migration_name} was changed after it had been applied. Put its file back as it was.`);
  }
  return migrations.filter(({ name }) => !rows.some(({ migration_name }) => migration_name === name));
}

/** SHA-256 of the file, as Prisma writes it. */
function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function apply(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  const engine = await openEngine(databaseUrl, readSchema());
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: migrations.map(({ name, sql }) => ({ path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } } })),
      },
      filters: NO_FILTERS,
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

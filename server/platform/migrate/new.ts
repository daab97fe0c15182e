import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";
import { sqlBetween } from "./difference.ts";
import { MIGRATIONS, readMigrations, readSchema, readSnapshot, SNAPSHOT } from "./files.ts";

const USAGE = `node server/platform/migrate/new.ts <what_it_does>: writes the migration from the schema as last migrated to prisma/schema now.
With --sql: an empty one for what the schema language cannot say; name each thing it makes in prisma/beyond-the-schema.txt.`;

const { values, positionals } = parseArgs({ options: { sql: { type: "boolean", default: false } }, allowPositionals: true });
const [what = ""] = positionals;
if (!/^[a-z][a-z0-9_]+$/.test(what)) fail(USAGE);

const schema = readSchema();
const sql = await difference();
if (sql === null && !values.sql) fail("prisma/schema says what the newest migration left. Edit it first, or use --sql for an empty migration.");
const name = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${what}`;
if (readMigrations().some((migration) => migration.name > name)) fail("A migration of a later time exists. Set the clock of this machine right.");
mkdirSync(join(MIGRATIONS, name), { recursive: true });
writeFileSync(join(MIGRATIONS, name, "migration.sql"), sql ?? "-- \n");
writeFileSync(SNAPSHOT, `${JSON.stringify(schema, null, 2)}\n`);
console.log(`prisma/migrations/${name}/migration.sql\nRead it: columns are renamed by hand, and data is moved before what held it goes.`);

/** On a database of its own, so that none has to run. */
async function difference(): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "muster-migration-"));
  const scratch = await startEmbeddedPostgres({ directory: join(folder, "postgres"), isDurable: false });
  try {
    return await sqlBetween(scratch.url, readSnapshot() ?? [], schema);
  } finally {
    await scratch.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

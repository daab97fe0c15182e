import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseUrl } from "#server/platform/env.ts";
import { NO_FILTERS, openEngine, type SchemaSource } from "./engine.ts";
import { MIGRATIONS, readSchema, readSnapshot, SNAPSHOT } from "./files.ts";

/** `node server/platform/migrate/new.ts <what_it_does>`: writes the migration from the schema as last migrated to prisma/schema now. */
const what = process.argv[2];
if (!what || !/^[a-z][a-z0-9_]+$/.test(what)) throw new Error("Say what the migration does: node server/platform/migrate/new.ts add_widgets");

const schema = readSchema();
const before = readSnapshot();
const from: SchemaSource = before ? { tag: "schemaDatamodel", files: before } : { tag: "empty" };
const engine = await openEngine(databaseUrl(), schema);
const { stdout } = await engine.diff({ from, to: { tag: "schemaDatamodel", files: schema }, script: true, exitCode: true, shadowDatabaseUrl: null, filters: NO_FILTERS });
const name = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${what}`;
mkdirSync(join(MIGRATIONS, name), { recursive: true });
writeFileSync(join(MIGRATIONS, name, "migration.sql"), stdout ?? "");
writeFileSync(SNAPSHOT, `${JSON.stringify(schema, null, 2)}\n`);
console.log(`prisma/migrations/${name}/migration.sql`);
process.exit(0);

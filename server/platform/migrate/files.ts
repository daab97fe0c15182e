import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SchemaFile } from "./engine.ts";

const ROOT = join(import.meta.dirname, "../../..");
export const MIGRATIONS = join(ROOT, "prisma/migrations");
export const SCHEMA = join(ROOT, "prisma/schema");
/** The schema as the newest migration left it; `new.ts` compares against it and rewrites it. */
export const SNAPSHOT = join(MIGRATIONS, "schema-snapshot.json");

/** What raw SQL adds or alters on purpose, one "kind name" a line. */
export const BEYOND = join(ROOT, "prisma/beyond-the-schema.txt");

export type Migration = { name: string; sql: string };

export function readMigrations(): Migration[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8") }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function readSchema(): SchemaFile[] {
  return readdirSync(SCHEMA)
    .filter((name) => name.endsWith(".prisma"))
    .toSorted()
    .map((name) => ({ path: `schema/${name}`, content: readFileSync(join(SCHEMA, name), "utf8") }));
}

export function readSnapshot(): SchemaFile[] | null {
  return existsSync(SNAPSHOT) ? (JSON.parse(readFileSync(SNAPSHOT, "utf8")) as SchemaFile[]) : null;
}

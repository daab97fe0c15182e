import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { extract } from "tar-stream";
import { readMigrations } from "#server/platform/migrate/files.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";
import { hasher } from "./hasher.ts";
import { attachmentFile, MANIFEST_FILE, Manifest, tableFile } from "./manifest.ts";
import { quoted } from "./tables.ts";

export type RestoreInput = {
  databaseUrl: string;
  attachmentsDirectory: string;
  file: string;
  /** Whether what is there may be thrown away. */
  isReplacing: boolean;
  say: (words: string) => void;
};
type Entry = ReturnType<typeof extract> extends AsyncIterable<infer E> ? E : never;

export type RestoreSummary = { createdAt: string; tables: number; rows: number; attachments: number; migrations: number };

/**
 * Fills an empty database from a backup, of this version or an older one, and brings it up to this version. All tables are filled in one
 * transaction, and each is checked against the backup's own hash: a damaged file leaves the database empty.
 * @throws with what to do when the database is in use or not empty, or the file is not a backup that this version can read.
 */
export async function restoreBackup(input: RestoreInput): Promise<RestoreSummary> {
  const manifest = await readManifest(input.file);
  const known = readMigrations();
  const unknown = manifest.migrations.find((name) => !known.some((migration) => migration.name === name));
  if (unknown)
    throw new Error(`This backup was made by a newer Muster (${manifest.version}; ${unknown}). Restore it with that version or a newer one.`);
  await prepare(input);
  await migrate(
    input.databaseUrl,
    known.filter(({ name }) => manifest.migrations.includes(name)),
  );
  await fill(input, manifest);
  const applied = await migrate(input.databaseUrl);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { createdAt, tables, attachments } = manifest;
  return { createdAt, tables: tables.length, rows, attachments: attachments.length, migrations: applied.length };
}

async function readManifest(file: string): Promise<Manifest> {
  for await (const entry of entriesOf(file)) {
    if (entry.header.name !== MANIFEST_FILE) break;
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const parsed = Manifest.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    if (parsed.success) return parsed.data;
    break;
  }
  throw new Error(`${file} is no backup of Muster, or one of a format that this version does not know.`);
}

async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const tar = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), tar);
  reading.catch((error: Error) => tar.destroy(error));
  for await (const entry of tar) yield entry;
}

/** Makes sure that nobody works on the database, and that it holds nothing that would be lost. */
async function prepare({ databaseUrl, isReplacing }: RestoreInput): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await requireUnused(client);
    const { rows: tables } = await client.query<{ user: string | null }>(`SELECT to_regclass('public."user"')::text AS user`);
    const isEmpty = !tables[0]?.user || (await client.query('SELECT 1 FROM "user" UNION ALL SELECT 1 FROM incident LIMIT 1')).rowCount === 0;
    if (!isEmpty && !isReplacing)
      throw new Error("The database is not empty. Restore into an empty one, or give --replace to throw away what is there.");
    if (tables[0]?.user) await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  });
}

/** Who has just stopped may need a moment to be gone. */
async function requireUnused(client: pg.Client): Promise<void> {
  for (let tries = 0; tries < 15; tries += 1) {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' LIMIT 1",
    );
    if (rowCount === 0) return;
    await sleep(200);
  }
  throw new Error("The database is in use. Stop Muster, then restore.");
}

async function fill(input: RestoreInput, manifest: Manifest): Promise<void> {
  await withClient(input.databaseUrl, async (client) => {
    await client.query("BEGIN");
    const { rows: filled } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    const there = new Set(filled.map(({ name }) => name));
    const missing = manifest.tables.find(({ name }) => !there.has(name));
    if (missing) throw new Error(`The backup has a table ${missing.name} that its own migrations do not make. The file is damaged.`);
    const waiting = new Set([...manifest.tables.map(({ name }) => tableFile(name)), ...manifest.attachments.map(attachmentFile)]);
    for await (const entry of entriesOf(input.file)) {
      const { name } = entry.header;
      const table = manifest.tables.find((one) => tableFile(one.name) === name);
      if (table) await fillTable(client, entry, table, input);
      else if (waiting.has(name)) await keepAttachment(entry, name.slice("attachments/".length), input);
      else entry.resume();
      waiting.delete(name);
    }
    const [lost] = waiting;
    if (lost) throw new Error(`The backup ends too early: ${lost} is missing. Nothing was restored.`);
    await client.query("COMMIT");
  });
}

async function fillTable(client: pg.Client, entry: Entry, table: Manifest["tables"][number], { say }: RestoreInput): Promise<void> {
  const { name, columns, rows, sha256 } = table;
  const { hashing, digest } = hasher();
  const copying = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) FROM STDIN`));
  await pipeline(entry, hashing, copying);
  if (digest() !== sha256 || copying.rowCount !== rows) throw new Error(`The table ${name} is damaged in the backup. Nothing was restored.`);
  say(`${name}: ${rows.toLocaleString("en")} rows`);
}

async function keepAttachment(entry: Entry, sha256: string, { attachmentsDirectory }: RestoreInput): Promise<void> {
  const path = join(attachmentsDirectory, sha256.slice(0, 2), sha256);
  await mkdir(dirname(path), { recursive: true });
  const { hashing, digest } = hasher();
  await pipeline(entry, hashing, createWriteStream(`${path}.restoring`, { mode: 0o600 }));
  if (digest() !== sha256) throw new Error(`The attachment ${sha256} is damaged in the backup. Nothing was restored.`);
  await rename(`${path}.restoring`, path);
}

async function withClient(connectionString: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

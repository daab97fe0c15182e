import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Pack, pack } from "tar-stream";
import { hasher } from "./hasher.ts";
import { attachmentFile, MANIFEST_FILE, type Manifest, tableFile } from "./manifest.ts";
import { quoted, type Table, tablesInOrder } from "./tables.ts";

export type BackupInput = { databaseUrl: string; attachmentsDirectory: string; file: string; version: string; say: (words: string) => void };
export type BackupSummary = { tables: number; rows: number; attachments: number; missing: string[]; bytes: number };

/**
 * Writes everything that Muster keeps into one compressed file: the tables as they are at one instant, while work goes on, and the
 * attachments. Only its owner may read it, for it holds secrets. The file appears when it is whole.
 */
export async function writeBackup(input: BackupInput): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: input.databaseUrl });
  const spool = await mkdtemp(join(dirname(input.file), ".muster-backup-"));
  await client.connect();
  try {
    await requireMuster(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const manifest = await readOut(client, spool, input);
    const missing = manifest.attachments.filter((sha256) => !existsSync(pathIn(input, sha256)));
    const kept = { ...manifest, attachments: manifest.attachments.filter((sha256) => !missing.includes(sha256)) };
    const whole = join(spool, "whole");
    await archive(kept, spool, whole, input);
    await rename(whole, input.file);
    const rows = kept.tables.reduce((sum, table) => sum + table.rows, 0);
    return { tables: kept.tables.length, rows, attachments: kept.attachments.length, missing, bytes: (await stat(input.file)).size };
  } finally {
    await client.end();
    await rm(spool, { recursive: true, force: true });
  }
}

async function requireMuster(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isThere: boolean }>(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS "isThere"`);
  if (!rows[0]?.isThere)
    throw new Error("This database holds nothing of Muster yet. Start it once with npm start, or set DATABASE_URL to the right one.");
}

async function readOut(client: pg.Client, spool: string, { version, say }: BackupInput): Promise<Manifest> {
  const { rows: applied } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1",
  );
  const tables: Manifest["tables"] = [];
  for (const table of await tablesInOrder(client)) {
    const stored = await copyTable(client, table, join(spool, table.name));
    say(`${table.name}: ${stored.rows.toLocaleString("en")} rows`);
    tables.push({ ...table, ...stored });
  }
  const { rows: files } = await client.query<{ sha256: string }>("SELECT DISTINCT sha256 FROM attachment ORDER BY 1");
  return {
    format: 1,
    version,
    createdAt: new Date().toISOString(),
    migrations: applied.map(({ name }) => name),
    tables,
    attachments: files.map(({ sha256 }) => sha256),
  };
}

async function copyTable(client: pg.Client, { name, columns }: Table, path: string): Promise<{ rows: number; sha256: string }> {
  const copying = client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) TO STDOUT`));
  const { hashing, digest } = hasher();
  await pipeline(copying, hashing, createWriteStream(path, { mode: 0o600 }));
  return { rows: copying.rowCount, sha256: digest() };
}

async function archive(manifest: Manifest, spool: string, path: string, input: BackupInput): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(path, { mode: 0o600 }));
  written.catch((error: Error) => tar.destroy(error));
  const text = JSON.stringify(manifest, null, 2);
  await new Promise<void>((resolve, reject) => tar.entry({ name: MANIFEST_FILE }, text, (error) => (error ? reject(error) : resolve())));
  for (const { name } of manifest.tables) await add(tar, tableFile(name), join(spool, name));
  for (const sha256 of manifest.attachments) await add(tar, attachmentFile(sha256), pathIn(input, sha256));
  tar.finalize();
  await written;
  await chmod(path, 0o600);
}

async function add(tar: Pack, name: string, path: string): Promise<void> {
  const { size } = await stat(path);
  await pipeline(createReadStream(path), tar.entry({ name, size }));
}

function pathIn({ attachmentsDirectory }: BackupInput, sha256: string): string {
  return join(attachmentsDirectory, sha256.slice(0, 2), sha256);
}

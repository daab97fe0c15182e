import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { storeAttachment } from "#server/attachments/index.ts";
import { addNote } from "#server/notes/index.ts";
import { databaseUrl, env } from "#server/platform/env.ts";
import { aScene } from "#server/testing/commands.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { restoreBackup } from "./restore-backup.ts";
import { inOrder } from "./tables.ts";
import { writeBackup } from "./write-backup.ts";

const TABLES = ["incident", "timeline_event", "entry_annotation", "incident_person", "audit_entry", "audit_chain", "attachment", "user", "receipt"];

let folder: string;
let target: string;
const quiet = () => undefined;

beforeEach(async () => {
  await resetDatabase();
  folder = mkdtempSync(join(tmpdir(), "muster-backup-test-"));
  target = `restored_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await onServer(`CREATE DATABASE ${target}`);
});
afterEach(async () => {
  await onServer(`DROP DATABASE ${target} WITH (FORCE)`);
  rmSync(folder, { recursive: true });
});

describe("a restore drill", () => {
  test("brings back every row and every file, with chains that verify", async () => {
    const scene = await aScene();
    const file = await storeAttachment(scene.commander, { reference: scene.reference, name: "pool.log", type: "text/plain", stream: bytes("full") });
    await addNote(scene.commander, { reference: scene.reference, text: "See the log", attachments: [file.id] });
    const backup = join(folder, "muster.tar.gz");
    const written = await writeBackup({ databaseUrl: databaseUrl(), attachmentsDirectory: attachments(), file: backup, version: "1", say: quiet });
    expect(written).toMatchObject({ attachments: 1, missing: [] });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const directory = join(folder, "attachments");
    const restored = await restore(backup, { attachmentsDirectory: directory });
    expect(restored).toMatchObject({ rows: written.rows, attachments: 1, migrations: 0 });
    for (const table of TABLES) expect(await rowsOf(targetUrl(), table), table).toEqual(await rowsOf(databaseUrl(), table));
    expect(readFileSync(join(directory, file.sha256.slice(0, 2), file.sha256), "utf8")).toBe("full");
  });

  test("is as of one instant, though work goes on meanwhile", async () => {
    const { commander, reference } = await aScene();
    const backup = join(folder, "muster.tar.gz");
    let isDone = false;
    const working = (async () => {
      while (!isDone) await addNote(commander, { reference, text: "Still here", attachments: [] });
    })();
    await writeBackup({ databaseUrl: databaseUrl(), attachmentsDirectory: attachments(), file: backup, version: "1", say: quiet });
    isDone = true;
    await working;
    await restore(backup);
    const [{ seq, last }] = (await query(
      targetUrl(),
      "SELECT max(e.seq) AS seq, max(i.last_seq) AS last FROM timeline_event e JOIN incident i ON i.id = e.incident_id WHERE i.reference = $1",
      [reference],
    )) as [{ seq: number; last: number }];
    expect(seq).toBe(last);
  });
});

describe("a restore refuses", () => {
  test("a database that holds something, until it may be thrown away", async () => {
    await aScene();
    const backup = await aBackup();
    await restore(backup);
    await expect(restore(backup)).rejects.toThrow(/not empty.*--replace/);
    await expect(restore(backup, { isReplacing: true })).resolves.toMatchObject({ migrations: 0 });
  });

  test("a database that somebody uses", async () => {
    const backup = await aBackup();
    const client = new pg.Client({ connectionString: targetUrl() });
    await client.connect();
    await expect(restore(backup)).rejects.toThrow(/in use/);
    await client.end();
  });

  test("a damaged file, and leaves the database empty", async () => {
    await aScene();
    const backup = await aBackup();
    const whole = gunzipSync(readFileSync(backup));
    const at = whole.indexOf("Look at the pool");
    expect(at).toBeGreaterThan(0);
    whole[at] = 0x4b;
    writeFileSync(backup, gzipSync(whole));
    await expect(restore(backup)).rejects.toThrow(/damaged/);
    expect(await rowsOf(targetUrl(), "incident")).toEqual([]);
    writeFileSync(backup, readFileSync(await aBackup()).subarray(0, 2_000));
    await expect(restore(backup)).rejects.toThrow();
    writeFileSync(backup, gzipSync("hello"));
    await expect(restore(backup)).rejects.toThrow();
  });
});

test("tables are filled after those they refer to, and a circle is said", () => {
  const tables = ["b", "a", "c"].map((name) => ({ name, columns: [] }));
  const edge = (child: string, parent: string) => ({ child, parent });
  expect(inOrder(tables, [edge("b", "a"), edge("a", "c")]).map(({ name }) => name)).toEqual(["c", "a", "b"]);
  expect(() => inOrder(tables, [edge("a", "b"), edge("b", "a")])).toThrow(/circle: b, a/);
});

async function aBackup(): Promise<string> {
  const file = join(folder, "muster.tar.gz");
  await writeBackup({ databaseUrl: databaseUrl(), attachmentsDirectory: attachments(), file, version: "1", say: quiet });
  return file;
}

function restore(file: string, options: { attachmentsDirectory?: string; isReplacing?: boolean } = {}) {
  const { attachmentsDirectory = join(folder, "attachments"), isReplacing = false } = options;
  return restoreBackup({ databaseUrl: targetUrl(), attachmentsDirectory, file, isReplacing, say: quiet });
}

function attachments(): string {
  return join(env().MUSTER_DATA_DIR, "attachments");
}

function targetUrl(): string {
  const url = new URL(databaseUrl());
  url.pathname = `/${target}`;
  return url.href;
}

async function rowsOf(url: string, table: string): Promise<unknown[]> {
  return query(url, `SELECT t::text AS row FROM "${table}" t ORDER BY 1`);
}

async function query(connectionString: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function onServer(text: string): Promise<void> {
  await query(databaseUrl(), text);
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

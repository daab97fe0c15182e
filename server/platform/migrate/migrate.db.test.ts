import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { declareIncident } from "#server/incidents/index.ts";
import { db } from "#server/platform/db.ts";
import { databaseUrl } from "#server/platform/env.ts";
import { testPerson } from "#server/testing/database.ts";
import { readMigrations } from "./files.ts";
import { migrate } from "./migrate.ts";

const scratch: string[] = [];
afterAll(async () => {
  for (const name of scratch) await query(databaseUrl(), `DROP DATABASE ${name} WITH (FORCE)`);
});

test("a migrated database has nothing to migrate", async () => {
  expect(await migrate(databaseUrl())).toEqual([]);
});

test("a migration that was changed after it had been applied is named", async () => {
  await db().$executeRaw`UPDATE _prisma_migrations SET checksum = 'other'`;
  await expect(migrate(databaseUrl())).rejects.toThrow(/was changed after it had been applied/);
});

test("two that migrate at once apply each migration once", async () => {
  const url = await emptyDatabase();
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(readMigrations().map(({ name }) => name));
  await expect(query(url, "SELECT count(*)::int AS count FROM incident")).resolves.toEqual([{ count: 0 }]);
});

test("a migration that fails leaves nothing behind, says why, and is applied once it is right", async () => {
  const url = await emptyDatabase();
  const good = { name: "20000101000000_good", sql: "CREATE TABLE good (id int);" };
  const wrong = { name: "20000101000001_next", sql: "CREATE TABLE half (id int);\nINSERT INTO missing VALUES (1);" };
  await expect(migrate(url, [good, wrong])).rejects.toThrow(
    /20000101000001_next could not be applied.*nothing of it was kept[\s\S]*line 2: relation "missing" does not exist/,
  );
  await expect(query(url, "SELECT to_regclass('good') AS good, to_regclass('half') AS half")).resolves.toEqual([{ good: "good", half: null }]);

  const right = { name: wrong.name, sql: "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;" };
  expect(await migrate(url, [good, right])).toEqual([right.name]);
  expect(await migrate(url, [good, right])).toEqual([]);
});

test("the log and the audit trail refuse to be changed", async () => {
  const ctx = await testPerson();
  await declareIncident(ctx, DeclareIncident.parse({ title: "Checkout fails", severity: "SEV2" }));
  await expect(db().$executeRaw`UPDATE timeline_event SET kind = 'note'`).rejects.toThrow(/append-only/);
  await expect(db().$executeRaw`DELETE FROM audit_entry`).rejects.toThrow(/append-only/);
  await expect(db().$executeRaw`TRUNCATE timeline_event`).rejects.toThrow(/append-only/);
});

async function emptyDatabase(): Promise<string> {
  const url = new URL(databaseUrl());
  url.pathname += `_empty${scratch.length}`;
  scratch.push(url.pathname.slice(1));
  await query(databaseUrl(), `CREATE DATABASE ${url.pathname.slice(1)} TEMPLATE template0`);
  return url.href;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

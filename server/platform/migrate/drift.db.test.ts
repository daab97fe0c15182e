import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "#server/platform/env.ts";
import { readCatalogue } from "./catalogue.ts";
import { sqlBetween } from "./difference.ts";
import { driftOf } from "./drift.ts";
import { BEYOND, readSchema, readSnapshot } from "./files.ts";

const scratch = new URL(databaseUrl());
scratch.pathname += "_described";
const name = scratch.pathname.slice(1);

beforeAll(() => query(databaseUrl(), `CREATE DATABASE ${name} TEMPLATE template0`));
afterAll(() => query(databaseUrl(), `DROP DATABASE ${name} WITH (FORCE)`));

test("the migrations make the database that the schema describes, and what raw SQL adds on purpose", async () => {
  const sql = await sqlBetween(scratch.href, [], readSchema());
  await query(scratch.href, sql ?? "");
  const [migrated, described] = await Promise.all([readCatalogue(databaseUrl()), readCatalogue(scratch.href)]);
  expect(described.size).toBeGreaterThan(50);
  const beyond = readFileSync(BEYOND, "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));
  expect(driftOf({ migrated, described, beyond })).toEqual([]);
});

test("the schema that the next migration starts from is the present one", async () => {
  expect(await sqlBetween(databaseUrl(), readSnapshot() ?? [], readSchema())).toBeNull();
});

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

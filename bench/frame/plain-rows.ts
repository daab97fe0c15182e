import pg from "pg";
import { databaseUrl } from "#server/platform/env.ts";
import type { Work } from "./load.ts";

/** The machine's limit beside every command: one short row, durable, in one statement, on the same server. */
export async function plainInserts(atOnce: number): Promise<Work> {
  const pool = await openPool(atOnce);
  await pool.query("CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text NOT NULL)");
  return (turn) => pool.query({ name: "insert", text: "INSERT INTO bench_row (words) VALUES ($1)", values: [`row ${turn}`] });
}

/** One of the rows by its key. */
export async function plainSelects(atOnce: number): Promise<Work> {
  const pool = await openPool(atOnce);
  await pool.query(`CREATE TABLE IF NOT EXISTS bench_key (id bigint PRIMARY KEY, words text NOT NULL)`);
  await pool.query(`INSERT INTO bench_key SELECT n, 'row ' || n FROM generate_series(1, 10000) n ON CONFLICT DO NOTHING`);
  return (turn) => pool.query({ name: "select", text: "SELECT words FROM bench_key WHERE id = $1", values: [(turn % 10_000) + 1] });
}

/** With all its connections open already. */
async function openPool(max: number): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: databaseUrl(), max });
  const clients = await Promise.all(Array.from({ length: max }, () => pool.connect()));
  for (const client of clients) client.release();
  return pool;
}

import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#generated/prisma/client.ts";
import { databaseUrl, env } from "./env.ts";
import { closeWriters } from "./sql.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** The process's one Prisma client. It has half of the connections, commands on incidents the other half. */
export function db(): Database {
  client ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl(), max: Math.ceil(env().MUSTER_DATABASE_POOL / 2) }),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return client;
}

export async function closeDatabase(): Promise<void> {
  await Promise.all([client?.$disconnect(), closeWriters()]);
  client = undefined;
}

/** What a query asks: the database as it is now, or as one transaction sees it. */
export type Reader = Database | Transaction;

/** Reads everything that `work` asks of it as of one moment, locking nothing. */
export function snapshot<T>(work: (reader: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work, { isolationLevel: "RepeatableRead", timeout: 60_000 });
}

/** Runs `work` in one transaction: all of it is stored, or nothing. No network call belongs inside. */
export function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().$transaction(work);
}

/** What decides "now" for every rule: the database's clock, which tests can shift. */
export async function databaseNow(tx: Transaction | Database = db()): Promise<string> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT muster_now() AS now`;
  if (!row) throw new Error("The database did not answer with its time.");
  return row.now.toISOString();
}

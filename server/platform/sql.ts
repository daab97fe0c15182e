import pg from "pg";
import { databaseUrl, env } from "./env.ts";

/** A statement with a name is planned once per connection. Values as `pg` takes them; JSON as text. */
export type Statement = { name: string; text: string; values?: unknown[] };

/** One connection inside one transaction, for the commands whose speed counts. */
export type Sql = {
  query<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]>;
  /** Sends a statement whose rows nobody needs, without waiting for it; if it fails, the transaction does. */
  send(statement: Statement): void;
  /** Runs text that another library wrote. */
  raw(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
};

const LONGEST_MS = 15_000;
const LONGEST_WAIT_MS = 10_000;

/** Paging, answers to it and signals in have connections of their own, so that slow screens cannot starve them. */
const PAGING_CONNECTIONS = 4;
/**
 * What hangs for so long is given up on both sides: a worker whose connection went dark must not keep an incident locked for the others.
 */
const PAGING_MS = 5_000;

let pool: pg.Pool | undefined;
let paging: pg.Pool | undefined;

/**
 * A pool of its own for writing: a command holds a connection while it reads through Prisma's, so one pool for both could wait for
 * itself.
 */
function writers(): pg.Pool {
  pool ??= openPool({ max: Math.max(1, Math.floor(env().MUSTER_DATABASE_POOL / 2)), query_timeout: LONGEST_MS });
  return pool;
}

function pagers(): pg.Pool {
  paging ??= openPool({ max: PAGING_CONNECTIONS, query_timeout: PAGING_MS, idle_in_transaction_session_timeout: PAGING_MS });
  return paging;
}

function openPool(limits: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool({
    connectionString: databaseUrl(),
    pipeline: true,
    connectionTimeoutMillis: LONGEST_WAIT_MS,
    keepAlive: true,
    ...limits,
  });
  opened.on("error", () => undefined);
  // One that is lost in the middle of a transaction fails its statements; it must not end the process besides.
  opened.on("connect", (client) => client.on("error", () => undefined));
  return opened;
}

export async function closeWriters(): Promise<void> {
  const closing = [pool, paging];
  pool = undefined;
  paging = undefined;
  await Promise.all(closing.map((one) => one?.end()));
}

/** One statement by itself on the connections that are kept for paging. */
export async function askPaging<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]> {
  return (await pagers().query<R>(statement)).rows;
}

/** One statement by itself, for what every request has to ask. */
export async function ask<R extends pg.QueryResultRow>(statement: Statement): Promise<R[]> {
  return (await writers().query<R>(statement)).rows;
}

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. No network call belongs inside. Statements travel without waiting for
 * each other where their answers allow it: a round trip costs more than most of them.
 */
export function inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return transactionOn(writers(), work);
}

/** The same on the connections that are kept for paging. */
export function inPagingTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return transactionOn(pagers(), work);
}

async function transactionOn<T>(connections: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await connections.connect();
  const sent: Promise<unknown>[] = [];
  let broken: Error | undefined;
  const send = (query: string | Statement): void => {
    const answer = client.query(query);
    answer.catch(() => undefined);
    sent.push(answer);
  };
  try {
    send("BEGIN");
    const result = await work(sqlOf(client, send));
    const committed = client.query("COMMIT");
    committed.catch(() => undefined);
    await Promise.all(sent);
    const { command } = await committed;
    if (command !== "COMMIT") throw new Error("The database took the transaction back instead of storing it.");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw (await causeOf(error, sent)) ?? error;
  } finally {
    client.release(broken);
  }
}

const ABORTED = "25P02";

/** What broke the transaction, where a later statement only says that it is broken. */
async function causeOf(error: unknown, sent: Promise<unknown>[]): Promise<unknown> {
  if ((error as { code?: unknown }).code !== ABORTED) return undefined;
  const outcomes = await Promise.allSettled(sent);
  return outcomes.find((outcome) => outcome.status === "rejected")?.reason;
}

function sqlOf(client: pg.PoolClient, send: Sql["send"]): Sql {
  return {
    query: async <R extends pg.QueryResultRow>(statement: Statement) => (await client.query<R>(statement)).rows,
    send,
    raw: (text, values) => client.query(text, values),
  };
}

import pg from "pg";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { findDatabase } from "#server/platform/postgres/find.ts";
import { createFleet } from "#server/supervisor/fleet.ts";
import { stage } from "#server/supervisor/terminal.ts";
import { onInterruption } from "./interruption.ts";
import { withSettings } from "./session.ts";

type Close = () => Promise<void>;

/** One seed at a time on one database; while it tells its stories, no worker acts on what is overdue in them. */
const LOCK = 7_268_442;

/**
 * Finds the database as a start would, brings its tables up to date, and names it in DATABASE_URL for everything that runs in this
 * process afterwards. Returns how to leave it as it was found: running or not.
 */
export async function openDatabase(): Promise<Close> {
  let stopServer: Close = async () => undefined;
  await stage("Database", async () => {
    const found = await findDatabase();
    process.env.DATABASE_URL = found.url;
    stopServer = found.stop;
    return found.words;
  });
  onInterruption(stopServer);
  try {
    const tables = createFleet({ env: () => process.env, onGiveUp: () => undefined });
    await stage("Tables", () => tables.run("server/supervisor/prepare.ts"));
    const unlock = await lockForSeed(process.env.DATABASE_URL ?? "");
    // What a power cut could take are the last moments of a seed: not worth waiting for the disk thousands of times.
    process.env.DATABASE_URL = withSettings(process.env.DATABASE_URL ?? "", { synchronous_commit: "off" });
    return async () => {
      await unlock();
      await closeAll(stopServer);
    };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

async function lockForSeed(url: string): Promise<Close> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [LOCK]);
  if (rows[0]?.held) {
    await client.query("SELECT pg_advisory_lock($1)", [DEADLINE_LOCK]);
    return () => client.end();
  }
  await client.end();
  throw new Error("Another seed is at work on this database. Wait until it is done.");
}

async function closeAll(stopServer: Close): Promise<void> {
  const [{ closeQueue }, { closeDatabase }] = await Promise.all([import("#server/jobs/queue.ts"), import("#server/platform/db.ts")]);
  await Promise.allSettled([closeQueue(), closeDatabase()]);
  await stopServer();
}

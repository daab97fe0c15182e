import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort, type RunningPostgres, startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";

/** A database that a test may crash. */
export type OwnPostgres = { url: string; crash: () => Promise<void>; stop: () => Promise<void> };

/**
 * Starts a durable Postgres for this test alone and makes it the process's database. What reads the environment has to be imported after that.
 */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "muster-fire-"));
  chmodSync(folder, 0o755);
  const options = { directory: join(folder, "postgres"), port: await freePort() };
  let running: RunningPostgres = await startEmbeddedPostgres(options);
  process.env.DATABASE_URL = running.url;
  const { migrate } = await import("#server/platform/migrate/migrate.ts");
  const { installQueue } = await import("#server/jobs/queue.ts");
  await migrate(running.url);
  await installQueue(running.url);
  return {
    url: running.url,
    crash: async () => {
      running.kill();
      running = await startAgain(options);
    },
    stop: async () => {
      const { closeDatabase } = await import("#server/platform/db.ts");
      await closeDatabase();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one before may not be gone yet. */
async function startAgain(options: { directory: string; port: number }): Promise<RunningPostgres> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await startEmbeddedPostgres(options);
    } catch (error) {
      if (attempt > 300) throw error;
      await wait(50);
    }
  }
}

import { PgBoss } from "pg-boss";
import { databaseUrl } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { JOBS, type JobName } from "./define.ts";
import { perform } from "./work.ts";

const BATCH = 100;

/** Does what waits in the queue now, beside any worker, and returns when nothing waits. For tools that leave work behind with no worker running. */
export async function drainJobs(): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl(), max: 2, supervise: false, schedule: false, migrate: false });
  boss.on("error", (error) => log.warn({ error }, "queue"));
  await boss.start();
  try {
    // Work leaves work behind, of kinds that were looked at before as well.
    while ((await drainOnce(boss)) > 0);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function drainOnce(boss: PgBoss): Promise<number> {
  let done = 0;
  for (const name of Object.keys(JOBS) as JobName[]) {
    for (let jobs = await boss.fetch(name, { batchSize: BATCH }); jobs.length > 0; jobs = await boss.fetch(name, { batchSize: BATCH })) {
      for (const { data } of jobs) await perform(name, data);
      await boss.complete(
        name,
        jobs.map(({ id }) => id),
      );
      done += jobs.length;
    }
  }
  return done;
}

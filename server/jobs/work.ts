import { PgBoss } from "pg-boss";
import { databaseUrl } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { JOBS, type JobName } from "./define.ts";
import { HANDLERS } from "./handlers.ts";

/** Takes jobs as they come; returns how to stop after the one in hand. */
export async function workJobs(): Promise<() => Promise<void>> {
  const boss = new PgBoss({
    connectionString: databaseUrl(),
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
  });
  boss.on("error", (error) => log.warn({ error: String(error) }, "The job queue met an error and goes on."));
  await boss.start();
  for (const name of Object.keys(JOBS) as JobName[]) {
    await boss.work(name, { pollingIntervalSeconds: 2, batchSize: 1, heartbeatRefreshSeconds: 3 }, async (jobs) => {
      for (const { data } of jobs) await perform(name, data);
    });
  }
  return () => boss.stop({ graceful: true, timeout: 5_000 });
}

export async function perform(name: JobName, data: unknown): Promise<void> {
  const handler = HANDLERS[name] as (data: unknown) => Promise<void>;
  await handler(JOBS[name].parse(data));
}

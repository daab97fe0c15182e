import { PgBoss } from "pg-boss";
import { databaseUrl } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import type { Sql } from "#server/platform/sql.ts";
import { JOBS, type Job } from "./define.ts";

let sender: Promise<PgBoss> | undefined;

/** Prepares the queue's own tables; run once at start, after the migrations. */
export async function installQueue(url: string = databaseUrl()): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  boss.on("error", (error) => log.warn({ error }, "queue"));
  await boss.start();
  for (const name of Object.keys(JOBS)) {
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { retryLimit: 5, retryBackoff: true, heartbeatSeconds: 10, notify: true });
  }
  await boss.stop({ graceful: false });
}

/** Enqueues inside the caller's transaction: the job exists exactly if the change does. */
export async function enqueue(sql: Sql, jobs: Job[]): Promise<void> {
  if (jobs.length === 0) return;
  sender ??= startSender();
  const boss = await sender;
  for (const job of jobs) await boss.send(job.name, job.data, { db: { executeSql: sql.raw } });
}

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: databaseUrl(), max: 2, supervise: false, schedule: false, migrate: false });
  boss.on("error", (error) => log.warn({ error }, "queue"));
  await boss.start();
  return boss;
}

export async function closeQueue(): Promise<void> {
  const boss = await sender?.catch(() => undefined);
  sender = undefined;
  await boss?.stop({ graceful: false });
}

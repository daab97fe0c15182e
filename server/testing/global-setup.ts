import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { installQueue } from "#server/jobs/queue.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";
import { startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";

declare module "vitest" {
  export interface ProvidedContext {
    serverUrl: string;
  }
}

export const TEMPLATE = "muster_template";

/** One cluster for the whole run, with one migrated database that each worker's own is cloned from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.MUSTER_TEST_DATABASE_URL;
  const folder = mkdtempSync(join(tmpdir(), "muster-db-"));
  chmodSync(folder, 0o755);
  const running = given
    ? { url: given, stop: async () => undefined }
    : await startEmbeddedPostgres({ directory: join(folder, "postgres"), isDurable: false });
  const admin = new pg.Client({ connectionString: running.url });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const template = new URL(running.url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
  await installQueue(template.href);
  project.provide("serverUrl", running.url);
  return async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

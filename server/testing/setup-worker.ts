import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";

/** Gives each test file a database of its own. What reads the environment is imported only after that. */
const name = `muster_test_${randomBytes(6).toString("hex")}`;
const serverUrl = inject("serverUrl");
await administrate(`CREATE DATABASE ${name} TEMPLATE muster_template`);
const own = new URL(serverUrl);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;
process.env.MUSTER_LOG_LEVEL ??= "silent";

afterAll(async () => {
  const [{ closeQueue }, { closeDatabase }] = await Promise.all([import("#server/jobs/queue.ts"), import("#server/platform/db.ts")]);
  await closeQueue();
  await closeDatabase();
  await administrate(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.query(statement);
      break;
    } catch (error) {
      const isBusyTemplate = (error as { code?: string }).code === "55006";
      if (!isBusyTemplate || attempt > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await client.end();
}

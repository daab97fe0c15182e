import { type ChildProcess, spawn } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anIntegration } from "#server/alerts/testing/scene.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { migrate } from "#server/platform/migrate/migrate.ts";
import { freePort, type RunningPostgres, startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";
import { resetDatabase, testPerson } from "#server/testing/database.ts";
import { PROOF_SEED, PROOF_SIZE, randomFrom, shuffled, together } from "./testing/proof.ts";
import { BODIES } from "./testing/senders.ts";

/** The intake as it runs, on a database that is lost at once, three times, while five systems send. */

const SECRET = "a secret of thirty-two characters at least";
const KINDS = ["alertmanager", "grafana", "pagerduty", "datadog", "generic"] as const;
const LOSSES = 3;
const DUPLICATES = 0.2;
const LONGEST_MS = 900_000;

const folder = mkdtempSync(join(tmpdir(), "muster-intake-"));
chmodSync(folder, 0o755);
let database: RunningPostgres;
let intake: ChildProcess;
let url: string;

beforeAll(async () => {
  (env() as { MUSTER_SECRET?: string }).MUSTER_SECRET = SECRET;
  database = await startEmbeddedPostgres({ directory: join(folder, "postgres") });
  await migrate(database.url);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const own = { DATABASE_URL: database.url, INTAKE_PORT: String(port), MUSTER_SECRET: SECRET, MUSTER_LOG_LEVEL: "silent", MUSTER_DATA_DIR: folder };
  intake = spawn(process.execPath, ["server/intake-server.ts"], {
    env: { ...process.env, ...own, NODE_OPTIONS: "" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  while ((await fetch(`${url}/healthz`).catch(() => null))?.status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
});
afterAll(async () => {
  intake.kill();
  await once(intake, "exit");
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `each of ${PROOF_SIZE.toLocaleString("en")} messages that was taken is stored once, over ${LOSSES} losses of the database`,
  async () => {
    const senders = await allSenders();
    const messages = messagesOf(senders);
    const losses = Array.from({ length: LOSSES }, (_, at) => Math.floor((messages.length * (at + 1)) / (LOSSES + 1)));
    const statuses = new Map<number, number>();
    let lost: Promise<void> = Promise.resolve();
    await together(messages, 64, async ({ path, headers, body }, index) => {
      if (losses.includes(index)) lost = lost.then(loseDatabase);
      for (;;) {
        const status = await sent(path, headers, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 202) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    await lost;
    expect([...statuses.keys()].filter((status) => ![202, 503, 0].includes(status))).toEqual([]);
    expect(statuses.get(202)).toBe(messages.length);
    expect(await storedBodies()).toEqual(onceEach(messages));
  },
  LONGEST_MS,
);

type Message = { path: string; headers: Record<string, string>; body: string };

/** Those of the test's own database, put into the one that is lost. */
async function allSenders() {
  await resetDatabase();
  const admin = await testPerson({ role: "admin" });
  const senders = await Promise.all(KINDS.map(async (kind) => ({ kind, ...(await anIntegration(admin, kind)) })));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const { id, kind, name, secret, createdAt, createdBy } of await db().integration.findMany()) {
    const values = [id, kind, name, secret, createdAt, createdBy];
    await client.query("INSERT INTO integration (id, kind, name, secret, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6)", values);
  }
  await client.end();
  return senders;
}

function messagesOf(senders: Awaited<ReturnType<typeof allSenders>>): Message[] {
  const random = randomFrom(PROOF_SEED);
  const first = Array.from({ length: Math.ceil(PROOF_SIZE * (1 - DUPLICATES)) }, (_, n) => {
    const { kind, id, secret } = senders[n % senders.length] as (typeof senders)[number];
    const body = JSON.stringify(BODIES[kind](Math.floor(n / 10), n % 10 < 5 ? "firing" : "resolved"));
    return { path: `/api/hooks/${id}`, headers: headersFor(kind, secret, body), body };
  });
  const again = Array.from({ length: PROOF_SIZE - first.length }, () => first[Math.floor(random() * first.length)] as Message);
  return shuffled([...first, ...again], random);
}

function headersFor(kind: string, secret: string, body: string): Record<string, string> {
  if (kind !== "pagerduty") return { authorization: `Bearer ${secret}` };
  return { "x-pagerduty-signature": `v1=${createHmac("sha256", secret).update(body).digest("hex")}` };
}

async function sent(path: string, headers: Record<string, string>, body: string): Promise<number> {
  return fetch(url + path, { method: "POST", headers, body, signal: AbortSignal.timeout(30_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
}

/** As `pg_ctl -m immediate restart` does: it ends without a word to anybody and repairs itself from its log. */
async function loseDatabase(): Promise<void> {
  const { port } = database;
  database.kill();
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let attempt = 0; ; attempt += 1) {
    try {
      database = await startEmbeddedPostgres({ directory: join(folder, "postgres"), port });
      return;
    } catch (error) {
      if (attempt > 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

const digest = (place: string, body: string | Buffer): string => createHash("sha256").update(place).update(body).digest("hex");

/** One line for each row. */
async function storedBodies(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ integration_id: string; body: Buffer }>("SELECT integration_id, body FROM intake_event");
  await client.end();
  return rows.map(({ integration_id, body }) => digest(`/api/hooks/${integration_id}`, body)).toSorted();
}

function onceEach(messages: Message[]): string[] {
  return [...new Set(messages.map(({ path, body }) => digest(path, body)))].toSorted();
}

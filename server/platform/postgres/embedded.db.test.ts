import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { type RunningPostgres, startEmbeddedPostgres } from "./embedded.ts";
import { commandOf } from "./processes.ts";

const folder = mkdtempSync(join(tmpdir(), "muster-embedded-"));
chmodSync(folder, 0o755);
const directory = join(folder, "data/postgres");
const lockFile = join(directory, "postmaster.pid");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (onLost?: (reason: string) => void): Promise<RunningPostgres> => startEmbeddedPostgres({ directory, isDurable: false, onLost });
const serverPid = (): number => Number(readFileSync(lockFile, "utf8").split("\n")[0]);

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function gone(pid: number): Promise<void> {
  for (let attempt = 0; commandOf(pid)?.includes(directory) && attempt < 200; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(commandOf(pid) ?? "").not.toContain(directory);
}

/** A process that starts the database and does nothing more. */
async function starter(): Promise<ChildProcess> {
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, "embedded.ts"))});
    await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, isDurable: false }); console.log("up"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

test("a folder becomes a database whose password only its owner can read, and keeps what was written", async () => {
  const first = await start();
  expect(statSync(`${directory}.password`).mode & 0o777).toBe(0o600);
  expect(await ask(first.url, "SELECT lower('ÉÅ')")).toBe("éå");
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  const pid = serverPid();
  await first.stop();
  await gone(pid);

  const startedAt = Date.now();
  const second = await start();
  expect(Date.now() - startedAt).toBeLessThan(3_000);
  expect(await ask(second.url, "SELECT answer FROM kept")).toBe(42);
  await expect(ask(second.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toThrow(/password authentication failed/);
  await second.stop();
});

test("a second start on the same folder is refused, and the first goes on", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(/Muster is running already on the data in .*process \d+.*MUSTER_DATA_DIR/);
  expect(await ask(first.url, "SELECT 1")).toBe(1);
  await first.stop();
});

test("another process is refused too, and is told who has the data", async () => {
  const child = await starter();
  await expect(start()).rejects.toThrow(new RegExp(`running already .*process ${child.pid}\\b`));
  const pid = serverPid();
  child.kill("SIGKILL");
  await once(child, "exit");
  await gone(pid);
});

test("the database ends when the process that started it is killed", async () => {
  const child = await starter();
  const pid = serverPid();
  child.kill("SIGKILL");
  await once(child, "exit");
  await gone(pid);
  await (await start()).stop();
});

test("a server that outlived everything else is ended and its data taken over", async () => {
  const child = await starter();
  const pid = serverPid();
  const shell = Number(/PPid:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  const watcher = readFileSync(`/proc/${shell}/task/${shell}/children`, "utf8").trim().split(" ").map(Number);
  for (const each of [shell, ...watcher.filter((other) => other !== pid)]) process.kill(each, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(commandOf(pid)).toContain(directory);

  const next = await start();
  await gone(pid);
  expect(await ask(next.url, "SELECT answer FROM kept")).toBe(42);
  await next.stop();
});

test("a lock file that names somebody else's process is not believed", async () => {
  const first = await start();
  const lock = readFileSync(lockFile, "utf8");
  await first.stop();
  const { uid, gid } = statSync(directory);
  writeFileSync(lockFile, lock.replace(/^\d+/, String(process.pid)), { mode: 0o600 });
  chownSync(lockFile, uid, gid);
  await (await start()).stop();
});

test("a crash of the server is told with its reason", async () => {
  const told = Promise.withResolvers<string>();
  await start(told.resolve);
  process.kill(serverPid(), "SIGKILL");
  expect(await told.promise).toMatch(/ended by/);
  const again = await start();
  expect(await ask(again.url, "SELECT answer FROM kept")).toBe(42);
  await again.stop();
});

test("a server that is killed in the middle of a long query does not keep the next from starting", async () => {
  const told = Promise.withResolvers<string>();
  const first = await start(told.resolve);
  const client = new pg.Client({ connectionString: first.url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const session = rows[0]?.pid ?? 0;
  const endless = client.query("DO $$ BEGIN LOOP END LOOP; END $$").catch((error: Error) => error.message);
  await vi.waitFor(async () => expect(await ask(first.url, `SELECT state FROM pg_stat_activity WHERE pid = ${session}`)).toBe("active"));
  process.kill(serverPid(), "SIGKILL");
  await told.promise;
  expect(commandOf(session)).toContain("postgres: ");

  const next = await start();
  expect(commandOf(session)).toBeNull();
  expect(await endless).toMatch(/terminat/);
  expect(await ask(next.url, "SELECT answer FROM kept")).toBe(42);
  await next.stop();
});

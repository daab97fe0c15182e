import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";
import { ask } from "./http.ts";
import { familyOf, type Memory, memoryOf } from "./memory.ts";

/** Muster as `npm start` runs it, with its own database. */
export type Installation = {
  url: string;
  readyAfterMs: number;
  /** Of all its processes together. */
  memory: () => Memory & { processes: number };
  signIn: () => Promise<string>;
  stop: () => Promise<void>;
};

const ADMIN = { email: "admin@example.com", password: "a long password for measures" };
const READY_WITHIN_MS = 600_000;
const ROOT = join(import.meta.dirname, "../..");

export async function startInstallation(dataDirectory: string, folder = ROOT): Promise<Installation> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const npm = spawn("npm", ["start"], { cwd: folder, env: cleanEnvironment(dataDirectory, port), stdio: ["ignore", "ignore", "pipe"] });
  process.once("exit", () => npm.kill("SIGTERM"));
  await untilReady(npm, url);
  const readyAfterMs = performance.now() - startedAt;
  return {
    url,
    readyAfterMs,
    memory: () => sum(familyOf(npm.pid ?? 0).map(memoryOf)),
    signIn: () => signIn(url),
    async stop() {
      const ended = once(npm, "exit");
      npm.kill("SIGTERM");
      await ended;
    },
  };
}

/** Nothing of the bench's own settings may reach it. */
function cleanEnvironment(dataDirectory: string, port: number): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^(MUSTER_|DATABASE_|NODE_ENV$|NODE_OPTIONS$|HOST$|npm_)/.test(name)) delete env[name];
  return Object.assign(env, {
    PORT: String(port),
    INTAKE_PORT: "0",
    STATUS_PORT: "0",
    MUSTER_DATA_DIR: dataDirectory,
    MUSTER_ADMIN_EMAIL: ADMIN.email,
    MUSTER_ADMIN_PASSWORD: ADMIN.password,
  });
}

async function untilReady(npm: ChildProcess, url: string): Promise<void> {
  let complaint = "";
  npm.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (npm.exitCode !== null || npm.signalCode !== null) throw new Error(`npm start ended instead of getting ready.\n${complaint}`);
    const answer = await ask(`${url}/api/health`, { cookie: "" }).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`npm start was not ready within ${READY_WITHIN_MS / 1_000} s.\n${complaint}`);
}

async function signIn(url: string): Promise<string> {
  const answer = await ask(`${url}/api/auth/sign-in/email`, { cookie: "", method: "POST", body: ADMIN, headers: { origin: url } });
  const cookies = answer.headers["set-cookie"];
  if (answer.status !== 200 || !Array.isArray(cookies)) throw new Error(`Signing in was answered with ${answer.status}: ${answer.body}`);
  return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

function sum(memories: Memory[]): Memory & { processes: number } {
  const total = (name: keyof Memory) => memories.reduce((sum, memory) => sum + memory[name], 0);
  return { resident: total("resident"), proportional: total("proportional"), processes: memories.length };
}

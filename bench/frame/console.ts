import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";
import { waitUntilHealthy } from "#server/supervisor/wait-until-healthy.ts";
import { passingFolder } from "./folders.ts";
import { SECRET } from "./people.ts";

/** The product's own processes, as the supervisor starts them, on a database of the bench. */
export type Console = { url: string; port: number; web: number; stop: () => Promise<void> };
/** Without a worker, for measures that only read. `settings` are variables of its environment. */
type Options = { isReadOnly?: boolean; settings?: Record<string, string> };

const ROOT = join(import.meta.dirname, "../..");

export async function startConsole(databaseUrl: string, { isReadOnly = false, settings = {} }: Options = {}): Promise<Console> {
  buildWhenStale();
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/muster-compiled"),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    MUSTER_DATA_DIR: passingFolder(),
    MUSTER_SECRET: SECRET,
    MUSTER_API_RATE: "100000000",
    MUSTER_LOG_LEVEL: "warn",
    NODE_OPTIONS: "",
    ...settings,
  };
  const start = (file: string): ChildProcess => spawn(process.execPath, [...profiling(), file], { cwd: ROOT, env, stdio: ["ignore", 2, 2] });
  const web = start("server/web.ts");
  const children = isReadOnly ? [web] : [web, start("server/worker.ts")];
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => void (await Promise.all(children.map(end)));
  process.once("exit", () => {
    for (const child of children) child.kill("SIGKILL");
  });
  await waitUntilHealthy(`${url}/api/health`, 60_000);
  return { url, port, web: web.pid ?? 0, stop };
}

/** With MUSTER_BENCH_PROFILE=<folder> each process leaves a CPU profile there. */
function profiling(): string[] {
  const folder = process.env.MUSTER_BENCH_PROFILE;
  return folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];
}

export function buildWhenStale(): void {
  const built = spawnSync(process.execPath, ["scripts/bootstrap.mjs", "--build"], { cwd: ROOT, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`The console could not be built:\n${built.stdout}${built.stderr}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "#server/platform/env.ts";
import { onShutdown } from "#server/platform/lifeline.ts";
import { startEmbeddedPostgres } from "#server/platform/postgres/embedded.ts";

const LOOK_EVERY_MS = 1_000;
const directory = join(env().MUSTER_DATA_DIR, "postgres");
const lastLines: string[] = [];

/** A process of its own: its library ends Postgres at the first signal, while the supervisor ends it after those who use it. */
try {
  const { url, stop } = await startEmbeddedPostgres({ directory, log: keep });
  onShutdown(stop);
  process.send?.({ url });
  watch(postmasterPid());
} catch (error) {
  console.error(error instanceof Error ? error.message : `Postgres did not start in ${directory}:\n${lastLines.join("\n")}`);
  process.exit(1);
}

function keep(text: string): void {
  lastLines.push(...text.split("\n"));
  lastLines.splice(0, lastLines.length - 15);
  if (/\b(FATAL|PANIC)\b/.test(text)) console.error(text);
}

function postmasterPid(): number {
  const file = join(directory, "postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : Number.NaN;
}

/** Ends this process when Postgres is gone, so that the supervisor starts both again. */
function watch(pid: number): void {
  setInterval(() => {
    if (postmasterPid() === pid) return;
    console.error(`Postgres is gone. Its last words:\n${lastLines.join("\n")}`);
    process.exit(1);
  }, LOOK_EVERY_MS);
}

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOf } from "./processes.ts";

const FAST_MS = 20_000;
const AT_ONCE_MS = 5_000;

/**
 * Ends a server that still runs on this folder although the process that started it is gone. A lock file whose number belongs to
 * something else by now is removed: Postgres would believe it.
 */
export async function endOrphan(directory: string): Promise<void> {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const isRunning = (): boolean => commandOf(pid)?.includes(directory) ?? false;
  if (!isRunning()) return rmSync(file, { force: true });
  if (await endsBy("SIGINT", pid, isRunning, FAST_MS)) return;
  if (await endsBy("SIGQUIT", pid, isRunning, AT_ONCE_MS)) return;
  throw new Error(`A database left over from before still runs in ${directory} and does not stop. End it (process ${pid}) and start again.`);
}

async function endsBy(signal: NodeJS.Signals, pid: number, isRunning: () => boolean, waitMs: number): Promise<boolean> {
  process.kill(pid, signal);
  const deadline = Date.now() + waitMs;
  while (isRunning() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  return !isRunning();
}

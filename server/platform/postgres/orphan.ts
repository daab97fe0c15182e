import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandOf, pidsOf } from "./processes.ts";

const FAST_MS = 20_000;
const AT_ONCE_MS = 5_000;

/** What each process of the database of this folder carries in its title, so that it is known when its server is gone. */
export function clusterName(directory: string): string {
  return `muster-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`;
}

/** Ends what still runs on this folder although the process that started it is gone: the server, then sessions that outlived theirs. */
export async function endOrphan(directory: string): Promise<void> {
  await endServer(directory);
  await endSessions(directory);
}

/** A lock file whose number belongs to something else by now is removed: Postgres would believe it. */
async function endServer(directory: string): Promise<void> {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const running = (): number[] => (commandOf(pid)?.includes(directory) ? [pid] : []);
  if (running().length === 0) return rmSync(file, { force: true });
  if (await endBy("SIGINT", running, FAST_MS)) return;
  if (await endBy("SIGQUIT", running, AT_ONCE_MS)) return;
  throw leftOver(directory, pid);
}

/** A session in the middle of a long computation does not notice that its server was killed, and Postgres starts no other beside it. */
async function endSessions(directory: string): Promise<void> {
  const running = (): number[] => pidsOf(`postgres: ${clusterName(directory)}: `);
  if (running().length === 0 || (await endBy("SIGQUIT", running, AT_ONCE_MS)) || (await endBy("SIGKILL", running, AT_ONCE_MS))) return;
  throw leftOver(directory, running()[0]);
}

async function endBy(signal: NodeJS.Signals, running: () => number[], waitMs: number): Promise<boolean> {
  for (const pid of running()) signalIfThere(pid, signal);
  const deadline = Date.now() + waitMs;
  while (running().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  return running().length === 0;
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function leftOver(directory: string, pid: number | undefined): Error {
  return new Error(`A database left over from before still runs in ${directory} and does not stop. End it (process ${pid}) and start again.`);
}

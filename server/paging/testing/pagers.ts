import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "stand-in-pager.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");

export type Pager = { process: ChildProcess; loaded: Promise<unknown>; gone: Promise<unknown> };

/** Loads a worker that only pages; it begins when it is told to. */
export function loadPager(more: Record<string, string> = {}): Pager {
  const child = spawn(NODE, [PROGRAM], { stdio: ["ignore", "inherit", "inherit", "ipc"], env: { ...process.env, ...more } });
  child.on("error", () => undefined);
  return { process: child, loaded: once(child, "message"), gone: once(child, "exit") };
}

/** Loads and begins. */
export async function startPager(more: Record<string, string> = {}): Promise<Pager> {
  const pager = loadPager(more);
  await pager.loaded;
  pager.process.send("start");
  return pager;
}

export async function endPager({ process: child, gone }: Pager): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await gone;
}

/** So many workers; `kill` ends a random one by SIGKILL, and another takes its place. */
export async function startPagers(many: number, random: () => number): Promise<{ kill: () => void; kills: () => number; stop: () => Promise<void> }> {
  const running = await Promise.all(Array.from({ length: many }, () => startPager()));
  let spare = loadPager();
  let kills = 0;
  let isOver = false;
  return {
    kill: () => {
      const index = Math.floor(random() * running.length);
      const [victim] = running.splice(index, 1);
      victim?.process.kill("SIGKILL");
      kills += 1;
      const next = spare;
      spare = loadPager();
      running.push(next);
      void next.loaded.then(() => {
        if (!isOver) next.process.send("start");
      });
    },
    kills: () => kills,
    stop: async () => {
      isOver = true;
      await Promise.all([...running, spare].map(endPager));
    },
  };
}

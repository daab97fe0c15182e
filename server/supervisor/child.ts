import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { readableLine } from "./log-line.ts";
import { seconds } from "./terminal.ts";

/** `only`: the variables of the environment that it gets; absent: all. */
export type ChildSpec = { name: string; file: string; args?: string[]; only?: string[] };

export type Timing = { firstDelayMs: number; longestDelayMs: number; quickCrashMs: number; quickCrashes: number; graceMs: number };
const TIMING: Timing = { firstDelayMs: 500, longestDelayMs: 30_000, quickCrashMs: 10_000, quickCrashes: 5, graceMs: 10_000 };

export type ChildOptions = {
  /** Read at every start, so that a restarted child sees what changed. */
  env: () => NodeJS.ProcessEnv;
  say: (line: string) => void;
  /** It crashed so often and so soon that starting it again makes no sense. */
  onGiveUp: (reason: string) => void;
  timing?: Partial<Timing>;
};

export type RunningChild = { restart(): void; stop(): Promise<void>; kill(): void };

type Life = { process: ChildProcess; ended: Promise<void> };

/** Keeps one child process running: says why it ended, and starts it again, later each time it crashes soon. */
export function startChild(spec: ChildSpec, { env, say, onGiveUp, timing }: ChildOptions): RunningChild {
  const { firstDelayMs, longestDelayMs, quickCrashMs, quickCrashes, graceMs } = { ...TIMING, ...timing };
  let life = start();
  let waiting: NodeJS.Timeout | undefined;
  let crashes = 0;
  let isWanted = true;
  let isRestarting = false;

  function start(): Life {
    const startedAt = Date.now();
    const child = spawnGroup(spec, env());
    const lastLines = lastLinesOf(child, say);
    const ended = endOf(child).then(async (how) => {
      endGroup(child);
      const lines = await lastLines;
      if (isWanted) onEnd(how, Date.now() - startedAt, lines);
    });
    return { process: child, ended };
  }

  function onEnd(how: string, livedMs: number, lastLines: string[]): void {
    if (isRestarting) {
      isRestarting = false;
      life = start();
      return;
    }
    crashes = livedMs < quickCrashMs ? crashes + 1 : 1;
    const lastWords = lastLines.length > 0 ? `; its last words:\n${lastLines.map((line) => `    ${line}`).join("\n")}` : " without a word";
    const reason = `${spec.name} ended with ${how} after ${seconds(livedMs)}${lastWords}`;
    if (crashes >= quickCrashes) {
      isWanted = false;
      onGiveUp(`${reason}\n${spec.name} crashed ${crashes} times in a row.`);
      return;
    }
    const delayMs = Math.min(firstDelayMs * 2 ** (crashes - 1), longestDelayMs);
    say(`${reason}\n${spec.name} starts again in ${seconds(delayMs)}`);
    waiting = setTimeout(() => {
      life = start();
    }, delayMs);
  }

  async function end({ process: child, ended }: Life): Promise<void> {
    const force = setTimeout(() => endGroup(child), graceMs);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  }

  return {
    restart() {
      if (!isWanted || isRestarting || !isAlive(life.process)) return;
      isRestarting = true;
      void end(life);
    },
    stop() {
      isWanted = false;
      clearTimeout(waiting);
      return end(life);
    },
    kill() {
      isWanted = false;
      clearTimeout(waiting);
      if (isAlive(life.process)) endGroup(life.process);
    },
  };
}

/** A process group of its own: Ctrl-C in a terminal then reaches the supervisor only, which ends its children in order. */
function spawnGroup({ file, args = [], only }: ChildSpec, all: NodeJS.ProcessEnv): ChildProcess {
  const env = only ? Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name))) : all;
  return spawn(process.execPath, [file, ...args], { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe", "ipc"], detached: true });
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once("error", (error) => resolve(error.message));
  });
}

/** Whatever the child started and left behind goes with it. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

const KEPT_LINES = 15;
const LAST_WORDS_WITHIN_MS = 1_000;

/** Says every line as it comes; resolves at the end with the last of what was said on stderr. */
async function lastLinesOf(child: ChildProcess, say: (line: string) => void): Promise<string[]> {
  const kept: string[] = [];
  const keep = (line: string): void => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    say(line);
  };
  const outlived = new Promise((resolve) => child.once("exit", () => setTimeout(resolve, LAST_WORDS_WITHIN_MS).unref()));
  await Promise.race([Promise.all([readLines(child.stdout, say), readLines(child.stderr, keep)]), outlived]);
  return kept;
}

async function readLines(stream: Readable | null, onLine: (line: string) => void): Promise<void> {
  if (!stream) return;
  for await (const line of createInterface({ input: stream })) if (line.trim() !== "") onLine(readableLine(line));
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Random } from "../../../prisma/seed/large/random.ts";
import { requireFreePort } from "../../supervisor/ports.ts";

const PROGRAM = join(import.meta.dirname, "serve.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");

export type StreamServer = {
  readonly port: number;
  /** How often it was killed. Counted before the signal is sent, so that whoever loses a connection can tell why. */
  readonly kills: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Ends every process of it. */
  stop(): Promise<void>;
  /** How many streams the process holds open. */
  streams(): Promise<number>;
};

/**
 * A web process on a port that stays the same over its lives, outside the range from which outgoing connections take theirs.
 * The next life is loaded while the present one serves, so that it is back while clients still try.
 */
export async function prepareServer(random: Random): Promise<StreamServer> {
  const port = await freePort(random);
  let serving: ChildProcess | undefined;
  let next = spawnServer();
  let kills = 0;
  return {
    port,
    get kills() {
      return kills;
    },
    async start() {
      const { child, loaded } = next;
      await loaded;
      await ask(child, port);
      serving = child;
      next = spawnServer();
    },
    async kill() {
      if (!serving) return;
      kills += 1;
      await end(serving);
      serving = undefined;
    },
    async stop() {
      await Promise.all([end(next.child), serving && end(serving)]);
    },
    streams: async () => (serving ? Number(await ask(serving, "streams")) : 0),
  };
}

function spawnServer(): { child: ChildProcess; loaded: Promise<unknown> } {
  const child = spawn(NODE, [PROGRAM], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const loaded = answerOf(child);
  loaded.catch(() => undefined);
  return { child, loaded };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function ask(child: ChildProcess, question: number | "streams"): Promise<unknown> {
  const answer = answerOf(child);
  child.send(question);
  return answer;
}

/** What the child says next; rejects when it ends instead. */
function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void => {
      child.off("message", answered);
      reject(new Error(`The server ended with ${code ?? signal}.`));
    };
    const answered = (answer: unknown): void => {
      child.off("exit", ended);
      resolve(answer);
    };
    child.once("message", answered).once("exit", ended);
  });
}

async function freePort(random: Random): Promise<number> {
  for (;;) {
    const port = await requireFreePort("PORT", random.whole(15_000, 30_000), "127.0.0.1").catch(() => null);
    if (port !== null) return port;
  }
}

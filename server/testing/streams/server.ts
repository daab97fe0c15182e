import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "../../../prisma/seed/large/random.ts";
import { requireFreePort } from "../../supervisor/ports.ts";

const PROGRAM = join(import.meta.dirname, "serve.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");
/** Each life would compile all modules again; it is to be back while clients still try. */
const CACHE = join(tmpdir(), "muster-test-compile-cache");

export type StreamServer = {
  readonly port: number;
  /** How often it was killed. Counted before the signal is sent, so that whoever loses a connection can tell why. */
  readonly kills: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** How many streams the process holds open. */
  streams(): Promise<number>;
};

/** A web process on a port that stays the same over its lives, outside the range from which outgoing connections take theirs. */
export async function prepareServer(random: Random): Promise<StreamServer> {
  const port = await freePort(random);
  let child: ChildProcess | undefined;
  let kills = 0;
  return {
    port,
    get kills() {
      return kills;
    },
    async start() {
      const env = { ...process.env, NODE_COMPILE_CACHE: CACHE };
      child = spawn(NODE, [PROGRAM, String(port)], { stdio: ["ignore", "inherit", "inherit", "ipc"], env });
      await answerOf(child);
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      kills += 1;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    async streams() {
      if (!child) return 0;
      const answer = answerOf(child);
      child.send("streams?");
      return Number(await answer);
    },
  };
}

async function freePort(random: Random): Promise<number> {
  for (;;) {
    const port = await requireFreePort("PORT", random.whole(15_000, 30_000), "127.0.0.1").catch(() => null);
    if (port !== null) return port;
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const exit = once(child, "exit").then(([code]) => {
    throw new Error(`The server ended by itself with exit code ${code}.`);
  });
  const [answer] = await Promise.race([once(child, "message"), exit]);
  return answer;
}

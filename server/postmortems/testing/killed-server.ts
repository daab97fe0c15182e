import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Person } from "#server/platform/ctx.ts";

const PROGRAM = join(import.meta.dirname, "stand-in-server.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");

type Server = { child: ChildProcess; ready: Promise<unknown> };
type Sent = { person: Person; input: { reference: string; update: string } };

/** Servers of documents in processes of their own. The next one is started while the one before still runs, so that a kill costs little. */
export class KilledServers {
  #next: Server = start();

  /** Sends an update to a server that is killed so many milliseconds later, whatever it does then. Answers with whether it said in time that it stored it. */
  async sendAndKill(sent: Sent, afterMs: number): Promise<boolean> {
    const { child, ready } = this.#next;
    await ready;
    this.#next = start();
    let isAcknowledged = false;
    child.on("message", (answer) => {
      isAcknowledged = typeof answer === "object" && answer !== null && "seq" in answer;
    });
    const gone = once(child, "exit");
    child.send(sent);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill("SIGKILL");
    await gone;
    return isAcknowledged;
  }

  async close(): Promise<void> {
    const { child, ready } = this.#next;
    await ready.catch(() => undefined);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
}

function start(): Server {
  const child = spawn(NODE, [PROGRAM], { stdio: ["ignore", "inherit", "inherit", "ipc"], env: process.env });
  return { child, ready: once(child, "message") };
}

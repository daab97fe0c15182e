import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { freePort } from "#server/platform/postgres/embedded.ts";

const ROOT = join(import.meta.dirname, "../../..");
const THINK_MS = 1_000;

/** The status server as its own process, without a word of any database. */
export async function startStatusProcess(dataDirectory: string): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH ?? "",
    NODE_ENV: "production",
    STATUS_PORT: String(port),
    MUSTER_DATA_DIR: dataDirectory,
  } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["server/status-server.ts"], { cwd: ROOT, env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await fetch(`${url}/healthz`).catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    port,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

export type Siege = { viewers: number; loris: number; seconds: number };

/** Many readers of an address, each over a connection of its own, beside sockets whose headers never end. Answers with what the readers met. */
export async function besiege(
  port: number,
  path: string,
  { viewers, loris, seconds }: Siege,
): Promise<{ answers: Map<number, number>; lost: string[] }> {
  const until = performance.now() + seconds * 1_000;
  const isOver = () => performance.now() >= until;
  const agent = new Agent({ keepAlive: true, maxSockets: viewers });
  const answers = new Map<number, number>();
  const lost: string[] = [];
  const view = async (): Promise<void> => {
    await pause(Math.random() * THINK_MS);
    while (!isOver()) {
      const met = await get(port, path, agent);
      if (typeof met === "number") answers.set(met, (answers.get(met) ?? 0) + 1);
      else lost.push(met);
      await pause(THINK_MS);
    }
  };
  const trickles = Array.from({ length: loris }, () => trickle(port, isOver));
  await Promise.all(Array.from({ length: viewers }, view));
  await Promise.all(trickles);
  agent.destroy();
  return { answers, lost };
}

/** A kept connection that the server closes just when it is used is used anew, as browsers do. */
function get(port: number, path: string, agent: Agent, attempt = 1): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request({ port, host: "127.0.0.1", path, agent, headers: { "accept-encoding": "gzip" } }, (res) => {
      res.resume();
      res.once("end", () => resolve(res.statusCode ?? 0));
      res.once("error", (error) => resolve(error.message));
    });
    asked.once("error", (error) => {
      if (asked.reusedSocket && attempt < 3) resolve(get(port, path, agent, attempt + 1));
      else resolve(error.message);
    });
    asked.end();
  });
}

/** A socket that sends one byte of a header every second, and comes back when it is cut off. */
async function trickle(port: number, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    socket.write("GET / HTTP/1.1\r\nx-slow: ");
    while (!isOver() && !socket.destroyed) {
      await pause(1_000);
      write(socket);
    }
    socket.destroy();
  }
}

function write(socket: Socket): void {
  if (socket.writable) socket.write("a");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

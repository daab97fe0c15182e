import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installationSecret } from "#server/platform/installation-secret.ts";

const PROGRAM = join(import.meta.dirname, "stand-in-worker.ts");
const NODE = join(import.meta.dirname, "../../../node_modules/.bin/node");

/** A worker in a process of its own, with everything that it wrote. */
export type StandInWorker = { kill(): Promise<void>; written(): string; residentBytes(): number };

export async function startWorker(): Promise<StandInWorker> {
  const env = { ...process.env, MUSTER_SECRET: await installationSecret(), MUSTER_LOG_LEVEL: "debug" };
  const child = spawn(NODE, [PROGRAM], { stdio: ["ignore", "pipe", "pipe"], env });
  let written = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (bytes: Buffer) => {
      written += bytes.toString();
      if (written.includes("ready\n")) resolve();
    });
    child.stderr.on("data", (bytes: Buffer) => {
      written += bytes.toString();
    });
    child.once("exit", () => reject(new Error(`The worker ended before it was ready:\n${written}`)));
  });
  return { kill: () => killed(child), written: () => written, residentBytes: () => residentOf(child.pid ?? 0) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
}

/** Memory that the process holds now. */
function residentOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1_024;
}

/** Command lines of processes that begin with these words, on the whole machine. */
export function processesOf(words: string): string[] {
  return execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.startsWith(words));
}

import { type ChildProcessByStdio, spawn } from "node:child_process";
import { Duplex, type Readable, type Stream } from "node:stream";
import { openOutput } from "./output.ts";
import { SAFE_PATH, wrapper } from "./wrapper.ts";

export type Command = {
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Values that are masked in whatever it writes. */
  secrets: readonly string[];
  folder: string;
  timeoutMs: number;
  outputLimit: number;
  network: boolean;
  signal: AbortSignal;
  onOutput(text: string): void;
};

export type Ended = { reason: "exited" | "timed_out" | "cancelled" | "missing"; exitCode: number | null; text: string; bytes: number };

/** Ended hard this long after it was asked to end, milliseconds. */
const GRACE_MS = 400;
/** Pipes are read for so long after the end of what wrote into them, milliseconds. */
const LAST_WORDS_MS = 500;

/**
 * Runs a program with its words as they are: no shell reads them. It gets an empty environment but for what is given, no input, a process group and,
 * where the system allows it, namespaces of its own. When it ends, all that it started ends.
 */
export async function runCommand({ argv, env, secrets, folder, timeoutMs, outputLimit, network, signal, onOutput }: Command): Promise<Ended> {
  const { wrap, isGated } = await wrapper();
  const [program = "", ...words] = wrap(argv, network);
  if (signal.aborted) return { reason: "cancelled", exitCode: null, text: "", bytes: 0 };
  const output = openOutput(outputLimit, secrets, onOutput);
  return new Promise((resolve) => {
    let reason: Ended["reason"] = "exited";
    const child = spawn(program, words, {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", isGated ? "pipe" : "ignore"],
      env: environment(folder, env),
    }) as ChildProcessByStdio<null, Readable, Readable>;
    openGate(child.stdio[3]);
    const kill = (name: NodeJS.Signals): void => killGroup(child.pid, name);
    const end = (why: "timed_out" | "cancelled"): void => {
      if (reason !== "exited") return;
      reason = why;
      kill("SIGTERM");
      setTimeout(() => kill("SIGKILL"), GRACE_MS);
    };
    const timer = setTimeout(() => end("timed_out"), timeoutMs);
    const cancel = (): void => end("cancelled");
    signal.addEventListener("abort", cancel, { once: true });
    const take = (bytes: Buffer): void => {
      output.write(bytes);
      giveBack(bytes);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const finish = (exitCode: number | null): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      kill("SIGKILL");
      output.end();
      resolve({ reason, exitCode, text: output.text, bytes: output.bytes });
    };
    child.once("error", () => {
      reason = "missing";
      finish(null);
    });
    // What it left behind may still hold the pipes: it is ended first, then the pipes are read to their end. What has left the group is not waited for.
    child.once("exit", () => {
      kill("SIGKILL");
      const letGo = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LAST_WORDS_MS);
      child.once("close", () => clearTimeout(letGo));
    });
    child.once("close", finish);
  });
}

/** Lets the command go when it reports; see GATE in wrapper.ts. */
function openGate(gate: Stream | null | undefined): void {
  if (!(gate instanceof Duplex)) return;
  gate.once("data", () => gate.write("\n", () => gate.destroy()));
  gate.on("error", () => gate.destroy());
}

/** Frees what was read at once: left to the garbage collector, a flood of it stands in some 70 MB. Nobody may read it afterwards. */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}

function killGroup(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // It has ended already.
  }
}

function environment(folder: string, own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const least: Record<string, string> = { PATH: SAFE_PATH, HOME: folder, TMPDIR: folder, LANG: "C.UTF-8", ...own };
  return least as NodeJS.ProcessEnv;
}

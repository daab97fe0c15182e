import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Account } from "./account.ts";

export type Server = {
  process: ChildProcess;
  /** Asks the server to end in order. */
  hangUp: () => void;
  lastLines: () => string;
};

/**
 * Runs the server until its standard input closes, which the kernel sees to even when this process is killed: then the server
 * is asked for a fast shutdown.
 */
const UNTIL_HANG_UP = `exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
{ read -r _ <&3; kill -INT "$server" 2>/dev/null; } &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"`;

const KEPT_LINES = 12;
/** What the server says to those who knock before it is ready. */
const WAITING = /the database system is (starting up|not yet accepting)|Consistent recovery state/;

/** Starts the server in a process group of its own, so that a Ctrl-C in the terminal reaches only the one who started it. */
export function spawnServer(command: string[], { before, ids }: Account, log: (line: string) => void = () => undefined): Server {
  const [file = "", ...args] = [...before, "/bin/sh", "-c", UNTIL_HANG_UP, "muster-database", ...command];
  const child = spawn(file, args, { ...ids, cwd: "/", detached: true, stdio: ["pipe", "ignore", "pipe"] });
  child.stdin.on("error", () => undefined);
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (WAITING.test(line)) return;
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    log(line);
  });
  return { process: child, hangUp: () => child.stdin.end(), lastLines: () => lines.join("\n") };
}

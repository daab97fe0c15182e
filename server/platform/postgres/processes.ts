import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const hasProc = existsSync("/proc/self/stat");

/** When a living process began, in the system's own words: with its number, this names one process for ever. Null when it is gone. */
export function birthOf(pid: number): string | null {
  if (!hasProc) return ps(pid, "lstart=");
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isZombie = fields[0] === "Z";
  return isZombie ? null : (fields[19] ?? null);
}

export function commandOf(pid: number): string | null {
  return hasProc ? read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ") || null : ps(pid, "command=");
}

/** The processes whose command line begins with these words. */
export function pidsOf(beginning: string): number[] {
  if (hasProc) {
    const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
    return pids.filter((pid) => commandOf(pid)?.startsWith(beginning));
  }
  const lines = spawnSync("ps", ["-A", "-o", "pid=,command="], { encoding: "utf8" }).stdout?.split("\n") ?? [];
  return lines.flatMap((line) => {
    const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return command?.startsWith(beginning) ? [Number(pid)] : [];
  });
}

function ps(pid: number, column: string): string | null {
  return spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem } from "node:os";

export type Machine = { cpu: string; cores: number; memoryGb: number; system: string; node: string; load: number; commit: string };

/** What the figures were measured on. `load`: runnable processes in the minute before. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
    load: loadavg()[0] ?? 0,
    commit: commit(),
  };
}

function commit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

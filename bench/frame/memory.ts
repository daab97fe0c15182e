import { readFileSync } from "node:fs";

/** Resident memory of a process in bytes; `proportional` counts pages shared by n processes as one nth each. */
export type Memory = { resident: number; proportional: number };

export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return { resident: field(text, "Rss"), proportional: field(text, "Pss") };
}

/** The process and all that descend from it. */
export function familyOf(pid: number): number[] {
  const children = childrenOf(pid);
  return [pid, ...children.flatMap(familyOf)];
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function field(text: string, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text);
  if (!match) throw new Error(`The system does not say a process's ${name}.`);
  return Number(match[1]) * 1024;
}

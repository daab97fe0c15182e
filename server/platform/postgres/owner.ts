import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { birthOf } from "./processes.ts";

type Owner = { pid: number; birth: string | null };

/**
 * Takes a database folder for this process and returns how to give it back. A claim whose process is gone counts for nothing.
 * @throws when another living process has it.
 */
export function claim(directory: string): () => void {
  const file = `${directory}.owner`;
  const other = ownerOf(directory);
  if (other !== null) throw new Error(alreadyRunning(directory, other));
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Owner), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new Error(alreadyRunning(directory, ownerOf(directory)));
    throw error;
  }
  return () => rmSync(file, { force: true });
}

/** The living process that runs the database of this folder, or null. */
export function ownerOf(directory: string): number | null {
  try {
    const { pid, birth } = JSON.parse(readFileSync(`${directory}.owner`, "utf8")) as Owner;
    return birth !== null && birthOf(pid) === birth ? pid : null;
  } catch {
    return null;
  }
}

export function alreadyRunning(directory: string, pid: number | null): string {
  const who = pid === null ? "another process that starts just now" : `process ${pid}`;
  return `Muster is running already on the data in ${directory} (${who}). Stop that one first, or set MUSTER_DATA_DIR to another folder for a second one.`;
}

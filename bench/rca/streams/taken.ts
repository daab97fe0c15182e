import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const READER = join(import.meta.dirname, "read-stream.ts");

export type Taken = { lines: number; templates: number; seconds: number; peakMb: number };

/** What reading and analysing a bundle takes in a process of its own. */
export async function takenBy(folder: string): Promise<Taken> {
  const { stdout } = await promisify(execFile)(process.execPath, [READER, folder]);
  return JSON.parse(stdout) as Taken;
}

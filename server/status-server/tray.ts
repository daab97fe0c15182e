import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const MOST_WAITING = 5_000;
const COUNT_MS = 1_000;

/** What visitors hand in. The worker takes it from here, whenever it is there. */
export type Handed = { kind: "subscribe" | "confirm" | "unsubscribe" | "ask"; slug: string; fields: Record<string, string | string[]>; at: string };

/** Whether it was taken; false when the tray is full. */
export type Tray = { put: (handed: Handed) => Promise<boolean> };

/**
 * A directory into which the forms of a page go, one file each, complete or not there at all. So they are taken also while console and database
 * are down, and the server needs no way to either.
 */
export async function openTray(directory: string): Promise<Tray> {
  await mkdir(directory, { recursive: true });
  let waiting = 0;
  let countedAt = 0;
  return {
    put: async (handed) => {
      if (Date.now() - countedAt > COUNT_MS) {
        countedAt = Date.now();
        waiting = (await readdir(directory)).filter((name) => !name.endsWith(".failed")).length;
      }
      if (waiting >= MOST_WAITING) return false;
      waiting += 1;
      const name = `${Date.now()}-${randomUUID()}`;
      const unfinished = join(directory, `${name}.part`);
      await writeFile(unfinished, JSON.stringify(handed), { flush: true });
      await rename(unfinished, join(directory, `${name}.json`));
      return true;
    },
  };
}

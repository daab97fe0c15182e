import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { log } from "#server/platform/log.ts";
import { statusFolder } from "../addresses.ts";

const KEPT_MS = 7 * 86_400_000;

/** Takes a form that fails out of the way of all behind it, for somebody to look at. */
export async function setAside(path: string, error: unknown): Promise<void> {
  const failed = path.replace(/json$/, "failed");
  await rename(path, failed);
  log.warn({ file: failed, error: String(error) }, "A form of a status page could not be done and was set aside. Rename it to .json to try again.");
}

/** Forgets what was handed in so long ago and never done: it may hold an address. */
export async function forgetSetAside(): Promise<void> {
  const folder = statusFolder("tray");
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".failed"));
  for (const path of files.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > KEPT_MS) await rm(path, { force: true });
  }
}

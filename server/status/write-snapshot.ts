import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, packBundle, unpackBundle } from "#server/status-server/index.ts";

/** The snapshot of a page that lies in a directory; undefined for none, or for one that cannot be read. */
export async function readSnapshot(directory: string, slug: string): Promise<Bundle | undefined> {
  try {
    return unpackBundle(await readFile(join(directory, `${slug}.page`)));
  } catch {
    return undefined;
  }
}

/**
 * Puts a snapshot in its place at once: written beside, flushed, renamed. Whoever reads meanwhile has the old one or the new one, whole. An
 * older version never replaces a newer one.
 */
export async function writeSnapshot(directory: string, bundle: Bundle): Promise<void> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, `${bundle.slug}.page`);
  const unfinished = join(directory, `.${bundle.slug}-${randomUUID()}.part`);
  try {
    await writeFile(unfinished, packBundle(bundle), { flush: true });
    const standing = await readSnapshot(directory, bundle.slug);
    if (standing && standing.version > bundle.version) return;
    await rename(unfinished, path);
    await flushDirectory(directory);
  } finally {
    await rm(unfinished, { force: true });
  }
}

export async function removeSnapshot(directory: string, slug: string): Promise<void> {
  await rm(join(directory, `${slug}.page`), { force: true });
}

/** Says that whoever keeps the pages up to date is alive. */
export async function touchPulse(directory: string): Promise<void> {
  const path = join(directory, "pulse");
  const now = new Date();
  await utimes(path, now, now).catch(async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(path, "");
  });
}

async function flushDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  await handle.sync().finally(() => handle.close());
}

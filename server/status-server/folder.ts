import { existsSync, watch } from "node:fs";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, unpackBundle } from "./bundle.ts";

const SUFFIX = ".page";
const PULSE = "pulse";
/** The watcher tells at once; where none works (some mounted volumes) this look does. */
const LOOK_MS = 500;

/** The pages of a directory as they stand now. `pulse`: when somebody who would write them anew was last alive, milliseconds; null for never. */
export type Shelf = { pages: ReadonlyMap<string, Bundle>; pulse: () => number | null; look: () => Promise<void>; close: () => void };

/**
 * Keeps the snapshots of a directory in memory. A page is replaced only by a newer version that is whole; anything else leaves what is there.
 */
export async function openShelf(directory: string, report: (message: string) => void): Promise<Shelf> {
  await mkdir(directory, { recursive: true });
  const pages = new Map<string, Bundle>();
  const seen = new Map<string, string>();
  let pulse: number | null = null;
  let looking: Promise<void> | undefined;

  async function read(file: string): Promise<void> {
    const path = join(directory, file);
    const { mtimeMs, size, ino } = await stat(path);
    const mark = `${ino} ${mtimeMs} ${size}`;
    if (seen.get(file) === mark) return;
    seen.set(file, mark);
    const bundle = unpackBundle(await readFile(path));
    const standing = pages.get(bundle.slug);
    if (!standing || bundle.version >= standing.version) pages.set(bundle.slug, bundle);
  }

  async function lookOnce(): Promise<void> {
    const files = await readdir(directory);
    for (const file of files.filter((name) => name.endsWith(SUFFIX)))
      await read(file).catch((error: unknown) => report(`${file} is not used: ${error instanceof Error ? error.message : String(error)}`));
    const there = new Set(files);
    for (const slug of pages.keys()) if (!there.has(`${slug}${SUFFIX}`)) pages.delete(slug);
    for (const file of seen.keys()) if (!there.has(file)) seen.delete(file);
    pulse = there.has(PULSE) ? (await stat(join(directory, PULSE))).mtimeMs : null;
  }

  const look = (): Promise<void> => {
    looking ??= lookOnce()
      .catch((error: unknown) => report(`The snapshots could not be read; those in memory stay. ${String(error)}`))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  await look();
  const timer = setInterval(() => void look(), LOOK_MS);
  const watcher = existsSync(directory) ? watch(directory, () => void look()) : null;
  watcher?.on("error", () => undefined);
  return {
    pages,
    pulse: () => pulse,
    look,
    close: () => {
      clearInterval(timer);
      watcher?.close();
    },
  };
}

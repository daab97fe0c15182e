import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** Where the files of a bundle come from: the lines of the one with that name, or null where there is none. */
export type BundleSource = { lines(name: string): AsyncIterable<string> | null };

/** A folder on disk, whose files are read as they pass. */
export function folderSource(folder: string): BundleSource {
  return {
    lines: (name) => {
      const path = fileIn(folder, name);
      return path ? readLines(path) : null;
    },
  };
}

/** Files that are in memory already, by name. */
export function memorySource(files: Readonly<Record<string, string>>): BundleSource {
  return { lines: (name) => (files[name] === undefined ? null : linesOf(files[name])) };
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split(/\r?\n/);
}

/** The file of that name in a folder, plain or `.gz`; null when there is neither. */
function fileIn(folder: string, name: string): string | null {
  return [name, `${name}.gz`].map((one) => join(folder, one)).find((path) => existsSync(path)) ?? null;
}

/** Lines of a text file, unpacked on the way, never the whole file at once. */
async function* readLines(path: string): AsyncGenerator<string> {
  const raw = createReadStream(path);
  const input = path.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  raw.on("error", (error) => input.destroy(error));
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

export async function textFrom(lines: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  for await (const line of lines) parts.push(line);
  return parts.join("\n");
}

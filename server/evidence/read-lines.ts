import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

/** The file of that name in a folder, plain or `.gz`; null when there is neither. */
export function fileIn(folder: string, name: string): string | null {
  return [name, `${name}.gz`].map((one) => join(folder, one)).find((path) => existsSync(path)) ?? null;
}

/** Lines of a text file, unpacked on the way, never the whole file at once. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const raw = createReadStream(path);
  const input = path.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  raw.on("error", (error) => input.destroy(error));
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

export async function readText(path: string): Promise<string> {
  const parts: string[] = [];
  for await (const line of readLines(path)) parts.push(line);
  return parts.join("\n");
}

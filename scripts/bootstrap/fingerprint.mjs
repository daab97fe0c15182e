import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const NODE = join(ROOT, "node_modules/.bin/node");

/** One hash over the content of files and folders (paths relative to the project); what is missing counts as empty. */
export function fingerprint(paths, isWanted = () => true) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesUnder(path))
      if (isWanted(file))
        hash
          .update(file)
          .update("\0")
          .update(readFileSync(join(ROOT, file)));
  return hash.digest("hex");
}

function filesUnder(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

export function readStamp(path) {
  try {
    return readFileSync(join(ROOT, path), "utf8").trim();
  } catch {
    return null;
  }
}

export function writeStamp(path, value) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), `${value}\n`);
}

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "#server/platform/env.ts";
import { statusFolder } from "../addresses.ts";
import { readSnapshot } from "../write-snapshot.ts";
import { type ExportedFile, filesOf } from "./files-of.ts";
import { type Store, storesOfEnvironment } from "./store.ts";

/** What a store has: the digest of each file by its name, and its path. */
const Held = z.record(z.string(), z.object({ etag: z.string(), path: z.string() }));
type Held = z.infer<typeof Held>;

/** Brings every copy up to the snapshots: what changed is put, what is no more is removed. Whatever fails is tried at the next time. */
export async function exportPages(stores: readonly Store[] = storesOfEnvironment()): Promise<void> {
  if (stores.length === 0) return;
  const folder = statusFolder("public");
  const slugs = (await readdir(folder).catch(() => [])).flatMap((file) => /^([^.].*)\.page$/.exec(file)?.[1] ?? []);
  const bundles = await Promise.all(slugs.map((slug) => readSnapshot(folder, slug)));
  const files = bundles.flatMap((bundle) => (bundle ? filesOf(bundle) : []));
  for (const store of stores) await bring(store, files);
}

async function bring(store: Store, files: readonly ExportedFile[]): Promise<void> {
  const held = await readHeld(store.id);
  const wanted = new Set(files.map(({ name }) => name));
  try {
    // First what must not be read any more.
    for (const [name, { path }] of Object.entries(held)) {
      if (wanted.has(name)) continue;
      await store.remove({ name, path });
      delete held[name];
    }
    for (const file of files) {
      if (held[file.name]?.etag === file.resource.etag) continue;
      await store.put(file);
      held[file.name] = { etag: file.resource.etag, path: file.path };
    }
  } finally {
    await writeHeld(store.id, held);
  }
}

function placeOf(id: string): string {
  const name = createHash("sha256").update(id).digest("hex").slice(0, 16);
  return join(env().MUSTER_DATA_DIR, "status", "exported", `${name}.json`);
}

async function readHeld(id: string): Promise<Held> {
  try {
    return Held.parse(JSON.parse(await readFile(placeOf(id), "utf8")));
  } catch {
    return {};
  }
}

async function writeHeld(id: string, held: Held): Promise<void> {
  const place = placeOf(id);
  await mkdir(join(place, ".."), { recursive: true });
  await writeFile(`${place}.part`, JSON.stringify(held));
  await rename(`${place}.part`, place);
}

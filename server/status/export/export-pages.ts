import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "#server/platform/env.ts";
import { OutgoingFailed } from "#server/platform/outgoing/index.ts";
import { unpackBundle } from "#server/status-server/index.ts";
import { statusFolder } from "../addresses.ts";
import { type ExportedFile, filesOf } from "./files-of.ts";
import { type Store, storesOfEnvironment } from "./store.ts";

/** What a store has: the digest of each file by its name, and its path. */
const Held = z.record(z.string(), z.object({ etag: z.string(), path: z.string() }));
type Held = z.infer<typeof Held>;

/** So many in a row that get no answer: the store is away, and the rest waits for the next time. */
const MOST_UNANSWERED = 3;

/**
 * Brings every copy up to the snapshots: what changed is put, what is no more is removed. One file that fails holds up no other, and no store
 * another. A page whose snapshot cannot be read keeps its copy. Throws with everything that failed; that is tried again at the next time.
 */
export async function exportPages(stores: readonly Store[] = storesOfEnvironment()): Promise<void> {
  if (stores.length === 0) return;
  const folder = statusFolder("public");
  const slugs = (await unlessMissing(readdir(folder), [])).flatMap((file) => /^([^.].*)\.page$/.exec(file)?.[1] ?? []);
  const read = await Promise.allSettled(slugs.map((slug) => filesIn(folder, slug)));
  const files = read.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const unread = slugs.filter((_, index) => read[index]?.status === "rejected");
  const brought = await Promise.allSettled(stores.map((store) => bring(store, files, unread)));
  const failures = [...read, ...brought].flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (failures.length > 0) throw togetherIn(failures);
}

async function filesIn(folder: string, slug: string): Promise<ExportedFile[]> {
  try {
    const packed = await unlessMissing(readFile(join(folder, `${slug}.page`)), null);
    return packed ? filesOf(unpackBundle(packed)) : [];
  } catch (error) {
    throw new Error(`The page “${slug}” is left as it was copied: its snapshot cannot be read. ${wordsOf(error)}`);
  }
}

/** `unread`: slugs of which nothing is known at the moment. */
async function bring(store: Store, files: readonly ExportedFile[], unread: readonly string[]): Promise<void> {
  const held = await readHeld(store.id);
  const wanted = new Set(files.map(({ name }) => name));
  const isUnread = (name: string) => unread.includes(name.split("/", 1)[0] ?? "");
  const gone = Object.entries(held).filter(([name]) => !wanted.has(name) && !isUnread(name));
  const changed = files.filter(({ name, resource }) => held[name]?.etag !== resource.etag);
  const steps = [
    // First what must not be read any more.
    ...gone.map(([name, { path }]) => async () => {
      await store.remove({ name, path });
      delete held[name];
    }),
    ...changed.map((file) => async () => {
      await store.put(file);
      held[file.name] = { etag: file.resource.etag, path: file.path };
    }),
  ];
  const failures = await each(steps).finally(() => writeHeld(store.id, held));
  if (failures.length > 0) throw togetherIn(failures);
}

/** Does all of them, in their order; answers with what failed. */
async function each(steps: readonly (() => Promise<void>)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  let unanswered = 0;
  for (const step of steps) {
    try {
      await step();
      unanswered = 0;
    } catch (error) {
      failures.push(error);
      unanswered = error instanceof OutgoingFailed ? unanswered + 1 : 0;
      if (unanswered === MOST_UNANSWERED) break;
    }
  }
  return failures;
}

function togetherIn(failures: readonly unknown[]): Error {
  const [first, ...others] = failures.map(wordsOf);
  return new Error(others.length === 0 ? first : `${first} And ${others.length} more, such as: ${others.at(-1)}`);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function unlessMissing<T, U>(reading: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return otherwise;
    throw error;
  }
}

function placeOf(id: string): string {
  const name = createHash("sha256").update(id).digest("hex").slice(0, 16);
  return join(env().MUSTER_DATA_DIR, "status", "exported", `${name}.json`);
}

async function readHeld(id: string): Promise<Held> {
  const place = placeOf(id);
  const text = await unlessMissing(readFile(place, "utf8"), "{}");
  try {
    return Held.parse(JSON.parse(text));
  } catch {
    throw new Error(`What the ${id} holds is not known: ${place} is damaged. Empty the copy and delete that file, and all is copied anew.`);
  }
}

async function writeHeld(id: string, held: Held): Promise<void> {
  const place = placeOf(id);
  await mkdir(join(place, ".."), { recursive: true });
  await writeFile(`${place}.part`, JSON.stringify(held));
  await rename(`${place}.part`, place);
}

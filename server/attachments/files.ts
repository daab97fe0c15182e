import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MAX_ATTACHMENT_BYTES } from "#lib/contracts/attachment-limits.ts";
import type { Transaction } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { UnavailableError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";

export type ReceivedFile = { temporary: string; bytes: number; sha256: string };

function root(): string {
  return join(env().MUSTER_DATA_DIR, "attachments");
}

/** Files lie under their content's hash, so equal files are stored once. */
export function pathOf(sha256: string): string {
  return join(root(), sha256.slice(0, 2), sha256);
}

/** Writes a stream to a temporary file, hashing as it goes. Nothing is left behind when it is too large, breaks off or does not fit. */
export async function receiveFile(stream: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
  const temporary = join(root(), "incoming", randomUUID());
  try {
    await mkdir(dirname(temporary), { recursive: true });
    return { temporary, ...(await write(stream, temporary)) };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isDiskFull(error)
      ? new UnavailableError("The server's disk is full; the file was not stored. Tell an administrator.", "unavailable", 60)
      : error;
  }
}

async function write(stream: AsyncIterable<Uint8Array>, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ATTACHMENT_BYTES) throw tooLarge();
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

export function tooLarge(): UnavailableError {
  return new UnavailableError(`A file can have at most ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MB. Nothing was stored.`, "too_large");
}

/** Keeps a clean-up from deleting the bytes that an upload of equal ones is about to name. Held until the transaction ends. */
export async function lockHash(tx: Transaction, sha256: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`muster file ${sha256}`}))`;
}

/** Moves a received file to its lasting place. */
export async function settleFile({ temporary, sha256 }: ReceivedFile): Promise<void> {
  const path = pathOf(sha256);
  await mkdir(dirname(path), { recursive: true });
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  await directory.sync().catch((error) => log.debug({ error: String(error) }, "This file system cannot sync a directory."));
  await directory.close();
}

export async function discardFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

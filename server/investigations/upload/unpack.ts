import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract } from "tar-stream";
import { MAX_UNPACKED_BYTES, MAX_UPLOAD_FILES } from "#lib/contracts/evidence-limits.ts";
import { InvalidError, UnavailableError } from "#server/platform/errors.ts";

/** A file as it was sent: its name without folders. */
export type SentFile = { name: string; bytes: Uint8Array };
export type TextFile = { name: string; text: string };

const unzip = promisify(gunzip);
const TAR = /\.(?:tar|tgz|tar\.gz)$/i;
const HIDDEN = /^(?:\.|__MACOSX)/;

/** Unpacks `.gz` and `.tar`, and reads everything as text. Throws where it is too much, broken, or no text. */
export async function unpackFiles(sent: readonly SentFile[]): Promise<TextFile[]> {
  let left = MAX_UNPACKED_BYTES;
  const files: TextFile[] = [];
  const take = (name: string, bytes: Uint8Array) => {
    left -= bytes.byteLength;
    if (left < 0 || files.length >= MAX_UPLOAD_FILES) throw tooMuch();
    files.push({ name, text: textOf(name, bytes) });
  };
  for (const { name, bytes } of sent) {
    const plain = /\.(?:gz|tgz)$/i.test(name) ? await gunzipped(name, bytes, left) : bytes;
    if (TAR.test(name)) for (const file of await untarred(name, plain)) take(file.name, file.bytes);
    else take(name.replace(/\.gz$/i, ""), plain);
  }
  return files;
}

function tooMuch(): UnavailableError {
  return new UnavailableError(
    `Unpacked, this is more than ${MAX_UNPACKED_BYTES / 2 ** 20} MB or ${MAX_UPLOAD_FILES} files. Upload a shorter time, or a part at a time; nothing was stored.`,
    "too_large",
  );
}

async function gunzipped(name: string, bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await unzip(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooMuch();
    throw new InvalidError(`${name} cannot be unpacked: it is broken, or no gzip. Pack it again; nothing was stored.`);
  }
}

/** The plain files of an archive, by their names without folders. */
async function untarred(archive: string, bytes: Uint8Array): Promise<SentFile[]> {
  const files: SentFile[] = [];
  const reader = extract();
  try {
    reader.end(bytes);
    for await (const entry of reader) {
      const parts: Uint8Array[] = [];
      for await (const part of entry) parts.push(part as Uint8Array);
      const name = entry.header.name.split("/").at(-1) ?? "";
      if (entry.header.type === "file" && name !== "" && !HIDDEN.test(name)) files.push({ name, bytes: Buffer.concat(parts) });
    }
  } catch {
    throw new InvalidError(`${archive} cannot be unpacked: it is broken, or no tar archive. Pack it again; nothing was stored.`);
  }
  const unpacked = await Promise.all(
    files.map(async (file) =>
      file.name.endsWith(".gz") ? { name: file.name.slice(0, -3), bytes: await gunzipped(file.name, file.bytes, MAX_UNPACKED_BYTES) } : file,
    ),
  );
  return unpacked;
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidError(`${name} is no text in UTF-8. Upload CSV, JSON, JSON lines or log text; nothing was stored.`);
}

import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InvalidError, UnavailableError } from "#server/platform/errors.ts";

const MOST_BYTES = 2 * 1024 * 1024;
const unzip = promisify(gunzip);

/** The bytes as they came, and what they say once unpacked. */
export type Bytes = { raw: Buffer; body: Buffer };

/** Reads a message to its end: at most 2 MB, also unpacked. One that trickles in is ended by the server's own limit on requests. */
export async function readMessage(req: IncomingMessage): Promise<Bytes> {
  const raw = await readAll(req);
  const encoding = req.headers["content-encoding"] ?? "identity";
  if (encoding === "identity") return { raw, body: raw };
  if (encoding !== "gzip") throw new InvalidError("Send the body as it is, or packed with gzip. Nothing was kept.");
  try {
    return { raw, body: await unzip(raw, { maxOutputLength: MOST_BYTES }) };
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new InvalidError("The body says that it is packed with gzip, and is not. Nothing was kept.");
  }
}

function readAll(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers["content-length"] ?? 0) > MOST_BYTES) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (settle: () => void): void => {
      req.off("data", take);
      settle();
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > MOST_BYTES) end(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    req.on("data", take);
    req.once("end", () => end(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))));
    req.once("error", (error) => end(() => reject(error)));
    req.once("aborted", () => end(() => reject(new InvalidError("The sender hung up before the body was whole."))));
  });
}

function tooLarge(): UnavailableError {
  return new UnavailableError("The body is larger than 2 MB. Nothing was kept; send it in parts.", "too_large");
}

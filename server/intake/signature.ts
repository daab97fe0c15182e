import { createHmac, timingSafeEqual } from "node:crypto";

/** Compares in a time that says nothing about where they differ. */
export function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

export function hmac(secret: string | Buffer, ...parts: (string | Buffer)[]): Buffer {
  const mac = createHmac("sha256", secret);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Whether a text is, as hexadecimal digits and nothing else, one of these 32 bytes. */
export function isHexOf(text: string, wanted: Buffer): boolean {
  return /^[0-9a-f]{64}$/i.test(text) && isSame(Buffer.from(text, "hex"), wanted);
}

/** The one canonical base64 text of these bytes. */
export function isBase64Of(text: string, wanted: Buffer): boolean {
  return isSame(Buffer.from(text), Buffer.from(wanted.toString("base64")));
}

const digests = new Map<string, Buffer>();
const MOST_DIGESTS = 1_000;

/** Whether a text is this secret; compared as digests, so that its length is not told either. */
export function isSecret(text: string, secret: string): boolean {
  let wanted = digests.get(secret);
  if (!wanted) {
    if (digests.size >= MOST_DIGESTS) digests.clear();
    wanted = hmac("muster", secret);
    digests.set(secret, wanted);
  }
  return isSame(hmac("muster", text), wanted);
}

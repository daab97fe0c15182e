import { createHash, randomBytes } from "node:crypto";

const PREFIX = "muster_";
const SHOWN = PREFIX.length + 6;

/** 256 random bits that say what they are, so that scanners for leaked secrets can find them. */
export function newKeyToken(): string {
  return PREFIX + randomBytes(32).toString("base64url");
}

/** What is stored of a key. Its bits are random or long, so a plain SHA-256 is enough. */
export function hashKeyToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The part of a key that may be shown. */
export function shownPart(token: string): string {
  return token.slice(0, SHOWN);
}

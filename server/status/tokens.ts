import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { installationSecret } from "#server/platform/installation-secret.ts";

export type Purpose = "confirm" | "unsubscribe" | "stakeholders" | "customer";

const ID = 22;
const SIGNATURE_BYTES = 21;

/**
 * A link's secret part: the id and a signature over what it is for (HMAC-SHA256 by a key of the installation's secret), base64url. It can be made
 * again and shown again, and is stored nowhere. A new generation makes the old one worthless.
 */
export async function tokenFor(purpose: Purpose, id: string, generation = 1): Promise<string> {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url") + (await signatureOf(purpose, id, generation));
}

/** The id that a token claims to be of; null for what is no token. Nothing is proven by it. */
export function idInToken(token: string): string | null {
  if (!/^[\w-]{50}$/.test(token)) return null;
  const hex = Buffer.from(token.slice(0, ID), "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The id that a token names, if it was made for this purpose and generation; null for anything else. */
export async function idOfToken(purpose: Purpose, token: string, generation = 1): Promise<string | null> {
  const id = idInToken(token);
  if (id === null) return null;
  const [wanted, given] = [Buffer.from(await signatureOf(purpose, id, generation)), Buffer.from(token.slice(ID))];
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? id : null;
}

/** Under which name the status server finds what a token opens. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** What signs the cookies of password pages. */
export async function cookieKey(pageId: string): Promise<string> {
  return Buffer.from(hkdfSync("sha256", await installationSecret(), "", `muster status cookies ${pageId}`, 32)).toString("base64url");
}

async function signatureOf(purpose: Purpose, id: string, generation: number): Promise<string> {
  const key = Buffer.from(hkdfSync("sha256", await installationSecret(), "", "muster status links v1", 32));
  return createHmac("sha256", key).update(`${purpose}:${id}:${generation}`).digest().subarray(0, SIGNATURE_BYTES).toString("base64url");
}

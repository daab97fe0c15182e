import { createHmac, timingSafeEqual } from "node:crypto";
import { installationSecret } from "#server/platform/installation-secret.ts";

const BYTES = 24;

/**
 * What the link in a page holds: the page's id with a keyed digest of it, so that nothing has to be stored and nobody can make one up. It is
 * used up by the first answer.
 */
export async function answerToken(pageId: string): Promise<string> {
  return `${pageId}.${await digestOf(pageId)}`;
}

/** The page that a token answers; null for anything else. Constant time in the digest. */
export async function pageOfToken(token: string): Promise<string | null> {
  const [pageId = "", digest = "", ...rest] = token.split(".");
  if (!/^[0-9a-f-]{36}$/.test(pageId) || rest.length > 0) return null;
  // Compared as written: base64url has several spellings of the same bytes.
  const given = Buffer.from(digest);
  const right = Buffer.from(await digestOf(pageId));
  return given.length === right.length && timingSafeEqual(given, right) ? pageId : null;
}

async function digestOf(pageId: string): Promise<string> {
  const secret = await installationSecret();
  return createHmac("sha256", secret).update("muster page answer v1").update("\0").update(pageId).digest().subarray(0, BYTES).toString("base64url");
}

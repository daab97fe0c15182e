import { createHmac, scrypt, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import type { Bundle } from "./bundle.ts";

const COOKIE_SECONDS = 7 * 86_400;
const HASH_BYTES = 32;
/** One attempt costs some 50 ms of a core; more at a time would let anybody occupy the machine. */
const MOST_AT_ONCE = 2;

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
let running = 0;

/** Whether the request carries a cookie that this page gave out and that still counts. A new password ends all of them. */
export function hasEntered(req: IncomingMessage, bundle: Bundle, nowMs: number): boolean {
  const given = new RegExp(`(?:^|;\\s*)${cookieName(bundle)}=(\\d{10,12})\\.([\\w-]{43})(?:;|$)`).exec(req.headers.cookie ?? "");
  if (!given?.[1] || !given[2] || Number(given[1]) * 1_000 < nowMs) return false;
  const [wanted, sent] = [signature(bundle, given[1]), Buffer.from(given[2], "base64url")];
  return wanted.length === sent.length && timingSafeEqual(wanted, sent);
}

/** The cookie for whoever gave the right password; null for a wrong one, "busy" when too many are trying. */
export async function enter(bundle: Bundle, password: string, nowMs: number): Promise<string | null | "busy"> {
  if (running >= MOST_AT_ONCE) return "busy";
  running += 1;
  try {
    const [salt = "", hash = ""] = (bundle.password ?? "").split(".");
    const wanted = Buffer.from(hash, "base64url");
    const given = await derive(password.normalize("NFC"), Buffer.from(salt, "base64url"), HASH_BYTES);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
    const until = String(Math.floor(nowMs / 1_000) + COOKIE_SECONDS);
    return `${cookieName(bundle)}=${until}.${signature(bundle, until).toString("base64url")}; Max-Age=${COOKIE_SECONDS}; Path=/; HttpOnly; SameSite=Lax`;
  } finally {
    running -= 1;
  }
}

function cookieName({ slug }: Bundle): string {
  return `status-${slug}`;
}

function signature({ key, slug, password }: Bundle, until: string): Buffer {
  return createHmac("sha256", Buffer.from(key, "base64url"))
    .update(`${slug} ${password ?? ""} ${until}`)
    .digest();
}

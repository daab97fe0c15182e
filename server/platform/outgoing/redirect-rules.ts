import { type CheckedUrl, checkUrl } from "./check-url.ts";
import { OutgoingFailed, RefusedAddress } from "./failures.ts";

export type Hop = { method: string; headers: Record<string, string>; body: string | Buffer | null };

const SECRETS = new Set(["authorization", "cookie", "proxy-authorization"]);

/** Whether an answer with this status sends the request on: all redirects for reading, for others those that keep method and body. Pure. */
export function isFollowed(status: number, method: string): boolean {
  if (status === 307 || status === 308) return true;
  return (method === "GET" || method === "HEAD") && (status === 301 || status === 302 || status === 303);
}

/** Where a redirect leads, checked like what somebody typed. Refuses to leave https for http. Throws RefusedAddress, OutgoingFailed. Pure. */
export function nextUrl(from: URL, location: string | undefined, allowedHosts: readonly string[]): CheckedUrl {
  if (!location || !URL.canParse(location, from)) throw new OutgoingFailed("redirected", `${from.host} redirects to no address. Give the right one.`);
  const to = new URL(location, from);
  if (from.protocol === "https:" && to.protocol === "http:") {
    throw new RefusedAddress(`${from.host} redirects from https to http at ${to.host}. Give an address that stays on https.`);
  }
  return checkUrl(to.href, allowedHosts);
}

/** The request for the next hop: what proves who asks stays with the host it was meant for. Pure. */
export function nextHop(hop: Hop, from: URL, to: URL): Hop {
  if (from.origin === to.origin) return hop;
  return { ...hop, headers: Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !SECRETS.has(name.toLowerCase()))) };
}

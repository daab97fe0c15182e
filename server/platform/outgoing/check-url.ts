import { isIP } from "node:net";
import { isAllowedHost } from "#lib/contracts/allowed-host.ts";
import { isAllowedAddress, isPublicAddress } from "./address-rules.ts";
import { RefusedAddress } from "./failures.ts";

const LONGEST = 2_048;
const LOWEST_PORT = 1_024;
/** Names that never leave a network or a machine (RFC 6761, RFC 6762, RFC 8375, and those that clouds use). */
const INTERNAL_NAMES = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/;
const ASK = "Ask an administrator to allow the host in Settings → Organisation, if it is meant.";

/** A checked address. `host` has no brackets and no trailing dot. `isAllowed`: an administrator named it. */
export type CheckedUrl = { url: URL; host: string; isAllowed: boolean };

/**
 * What can be said of an address before anything is asked: https (http only for allowed hosts), no user name, an ordinary port (443, or
 * 1024 and above), no internal name, no private or special numeric address in whatever notation. Throws RefusedAddress. Pure.
 */
export function checkUrl(text: string, allowedHosts: readonly string[]): CheckedUrl {
  const url = parse(text);
  if (url.username || url.password) throw new RefusedAddress("The address holds a user name or password. Leave out what stands before the @.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "") throw new RefusedAddress("The address names no host. Give one such as https://hooks.example.com/muster.");
  const isAllowed = isAllowedHost(url, allowedHosts);
  if (isIP(host)) refuseAddress(host, host, isAllowed);
  else if (!isAllowed) refuseInternalName(host);
  refuseScheme(url, isAllowed);
  if (!isAllowed) refusePort(url);
  return { url, host, isAllowed };
}

/** Refuses an address that a host resolved to, or is. Throws RefusedAddress. Pure. */
export function refuseAddress(host: string, address: string, isAllowed: boolean): void {
  if (isAllowed ? isAllowedAddress(address) : isPublicAddress(address)) return;
  const what = host === address ? host : `${host} is at ${address}, which`;
  if (isAllowed) throw new RefusedAddress(`${what} is an address that Muster never asks, though the host is allowed. Give another host.`);
  throw new RefusedAddress(`${what} is a private or special address. ${ASK}`);
}

function parse(text: string): URL {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) throw new RefusedAddress("The address is longer than 2,048 characters. Shorten it.");
  if (/[\s\\\p{Cc}]/u.test(trimmed)) throw new RefusedAddress("The address holds a space, a backslash or a control character. Write it without.");
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (!url || !/^[a-z]+:\/\/[^/]/i.test(trimmed)) {
    throw new RefusedAddress("This is no complete address. Give one such as https://hooks.example.com/muster.");
  }
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.replace(/\.$/, "");
  if (url.hostname.endsWith(".") || url.hostname.includes("..")) throw new RefusedAddress("The host has an empty part between dots. Correct it.");
  url.hash = "";
  return url;
}

function refuseInternalName(host: string): void {
  if (host.includes(".") && !INTERNAL_NAMES.test(host)) return;
  throw new RefusedAddress(`${host} is a name inside a network. ${ASK}`);
}

function refuseScheme(url: URL, isAllowed: boolean): void {
  if (url.protocol === "https:" || (isAllowed && url.protocol === "http:")) return;
  if (url.protocol !== "http:") throw new RefusedAddress(`The address starts with ${url.protocol}//. Give one that starts with https://.`);
  throw new RefusedAddress("The address starts with http://, which anybody on the way can read. Give one that starts with https://.");
}

function refusePort({ port, host }: URL): void {
  if (port === "" || Number(port) >= LOWEST_PORT) return;
  throw new RefusedAddress(`${host} is on a port kept for other services. Use 443, or one from 1024 up. ${ASK}`);
}

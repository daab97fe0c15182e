import ipaddr from "ipaddr.js";

/** Everything else in IPv6 is local, special, or another way to write an IPv4 address. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** Public by their range, yet answered by the machine's own cloud. */
const CLOUD_ADDRESSES = new Set(["168.63.129.16"]);
/** What an allowed host may be reached at besides public addresses; never link-local ones, where clouds hand out credentials. */
const INTERNAL: ReadonlySet<string> = new Set(["private", "loopback", "carrierGradeNat", "uniqueLocal"]);

/**
 * Whether a numeric address is on the public internet: ordinary unicast, and no form that carries an IPv4 address inside (mapped,
 * compatible, NAT64, 6to4, Teredo). Ranges: IANA special-purpose registries (RFC 6890). False for what is no address. Pure.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast" || CLOUD_ADDRESSES.has(parsed.toString())) return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_UNICAST);
}

/** Whether a host that an administrator allowed may be reached at this address. Pure. */
export function isAllowedAddress(address: string): boolean {
  if (isPublicAddress(address)) return true;
  return ipaddr.isValid(address) && !address.includes("%") && INTERNAL.has(ipaddr.parse(address).range());
}

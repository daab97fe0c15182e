import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type CheckedUrl, refuseAddress } from "./check-url.ts";
import { OutgoingFailed } from "./failures.ts";

export type Address = { address: string; family: 4 | 6 };

/** All numeric addresses of a name, as text. */
export type Resolve = (host: string) => Promise<string[]>;

export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** The addresses of a checked host, every one of them checked: a single private one refuses the host. Asks the resolver once. */
export async function addressesOf({ host, isAllowed }: CheckedUrl, resolve: Resolve): Promise<Address[]> {
  const found = isIP(host) ? [host] : await resolve(host).catch(() => []);
  if (found.length === 0) throw new OutgoingFailed("unresolved", `The host ${host} was not found. Check how it is written.`);
  for (const address of found) refuseAddress(host, address, isAllowed);
  return found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
}

import type { Random } from "../random.ts";
import type { ShopFault } from "../shop/faults.ts";
import type { Endpoint, Market } from "./plan.ts";

/** A fault at one service for a time; of `cut`: the endpoint stops after so many of its parts, having done a share of its first own work. */
export type Trouble = {
  service: string;
  from: number;
  to: number;
  slower: number;
  wayMs: number;
  cores: number;
  cut: { endpoint: Endpoint; after: number; share: number; fails: boolean; chance: number } | null;
};

/** Draws where a fault of that kind is, among services that write spans and are asked. */
export function drawTrouble(fault: ShopFault, { endpoints, doors, silent }: Market, from: number, to: number, random: Random): Trouble {
  const isDoor = new Set(doors.map(({ endpoint }) => endpoint));
  const inCode = fault === "return" || fault === "exception";
  const open = endpoints.filter((one) => !silent.has(one.service) && (!inCode || !isDoor.has(one)));
  const endpoint = random.pick(open.length > 0 ? open : endpoints);
  const calm: Trouble = { service: endpoint.service, from, to, slower: 1, wayMs: 0, cores: 0, cut: null };
  switch (fault) {
    case "contention":
      return { ...calm, slower: random.between(1.8, 5), cores: random.between(0.4, 1.5) };
    case "consumed":
      return { ...calm, slower: random.between(1, 1.6), cores: random.between(0.4, 1.5) };
    case "delay":
      return { ...calm, wayMs: random.between(20, 200) };
    default: {
      const after = random.whole(0, endpoint.parts.length);
      return { ...calm, cut: { endpoint, after, share: random.between(0.1, 1), fails: fault === "exception", chance: random.between(0.7, 1) } };
    }
  }
}

import type { Random } from "../random.ts";

/** What a service does for one kind of request: own work of about `workMs`, in parts between which it asks others. */
export type Endpoint = { service: string; route: string; workMs: number; spread: number; parts: Part[] };

/**
 * `query`: a leaf span of its own, as a database client writes it. `call`: another service answers first, `beside` the call before it where both run at once.
 * `publish`: a message that nobody waits for. `isNeeded`: without it the request fails; `again`: it is asked once more when it fails.
 */
export type Part =
  | { kind: "query"; text: string; ms: number }
  | { kind: "call"; to: Endpoint; isNeeded: boolean; again: boolean; beside: boolean }
  | { kind: "publish"; to: Endpoint };

/** How spans are called: by route and method, by handler, or all alike. */
export type Naming = "routes" | "handlers" | "lumped";

export type Market = {
  services: string[];
  doors: { endpoint: Endpoint; weight: number }[];
  endpoints: Endpoint[];
  naming: Naming;
  /** Which share of traces is kept, which share of spans is lost on the way, and who writes none at all. */
  sampled: number;
  lost: number;
  silent: ReadonlySet<string>;
  tagsErrors: boolean;
  clocks: ReadonlyMap<string, number>;
};

const FIRST = ["north", "old", "quick", "royal", "silent", "tall", "upper", "vivid", "warm", "young", "brisk", "calm"];
const SECOND = ["barn", "cliff", "dock", "field", "gate", "harbour", "inn", "kiln", "loft", "mill", "orchard", "pier"];
const TABLES = ["stock", "people", "places", "notes", "parcels", "bills"];

/** Services in layers, each layer asking those below: 7 to 14 of them, behind one or two doors; some answer messages only. */
export function planMarket(random: Random): Market {
  const services = namesOf(random.whole(7, 14), random);
  const endpoints: Endpoint[] = [];
  const below: Endpoint[] = [];
  for (const [depth, service] of services.toReversed().entries()) {
    const own = Array.from({ length: random.whole(1, 3) }, (_, at) => endpointOf(service, at, below, depth < 2, random));
    endpoints.push(...own);
    below.push(...own);
  }
  const doors = endpoints.slice(-random.whole(2, 4)).map((endpoint) => ({ endpoint, weight: random.between(0.5, 3) }));
  const used = usedBy(doors.map(({ endpoint }) => endpoint));
  const [door] = doors;
  for (const orphan of endpoints.filter((one) => !used.has(one) && random.next() < 0.5))
    door?.endpoint.parts.push({ kind: "call", to: orphan, isNeeded: true, again: false, beside: false });
  return {
    services,
    doors,
    endpoints: [...usedBy(doors.map(({ endpoint }) => endpoint))],
    naming: random.pick(["routes", "handlers", "lumped"] as const),
    sampled: random.between(0.35, 1),
    lost: random.next() < 0.5 ? 0 : random.between(0.005, 0.06),
    silent: new Set(random.next() < 0.3 ? [random.pick(services)] : []),
    tagsErrors: random.next() < 0.6,
    clocks: new Map(services.map((service) => [service, random.next() < 0.3 ? random.between(-15, 15) : 0])),
  };
}

function endpointOf(service: string, at: number, below: readonly Endpoint[], isLeaf: boolean, random: Random): Endpoint {
  const wanted = isLeaf ? 0 : random.whole(0, Math.min(4, below.length));
  const callees = new Set(Array.from({ length: wanted }, () => random.pick(below)));
  const parts = [...callees]
    .filter((to) => to.service !== service)
    .map((to): Part => {
      if (random.next() < 0.15) return { kind: "publish", to };
      return { kind: "call", to, isNeeded: random.next() < 0.75, again: random.next() < 0.2, beside: random.next() < 0.25 };
    });
  for (let left = random.whole(0, 2); left > 0; left -= 1)
    parts.splice(random.whole(0, parts.length), 0, {
      kind: "query",
      text: `${random.pick(["SELECT", "UPDATE", "GET"])} ${random.pick(TABLES)}`,
      ms: random.between(0.5, 6),
    });
  return { service, route: `/${random.pick(TABLES)}/${at}`, workMs: random.between(0.5, 12), spread: random.between(0.1, 0.6), parts };
}

export function usedBy(doors: readonly Endpoint[]): Set<Endpoint> {
  const used = new Set(doors);
  for (const { parts } of used) for (const part of parts) if (part.kind !== "query") used.add(part.to);
  return used;
}

function namesOf(count: number, random: Random): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(`${random.pick(FIRST)}-${random.pick(SECOND)}`);
  return [...names];
}

import type { Random } from "../random.ts";

/** What a service does when it is asked for this: own work of about `ownMs`, `inner` spans of its own, and calls in order. */
export type Operation = { service: string; name: string; ownMs: number; spread: number; inner: number; steps: Step[] };

/** One call, made `least` to `most` times. `isNeeded`: the caller fails with it. `feeds`: with an empty answer the caller skips what comes after. */
export type Step = { callee: Operation; least: number; most: number; chance: number; isNeeded: boolean; feeds: boolean };

/** `routes`: what users ask the entry for. `idle`: services that run and are hardly ever asked. */
export type Plan = { services: string[]; idle: string[]; routes: { operation: Operation; weight: number }[]; hasClientSpans: boolean };

const SYLLABLES = [
  "ar",
  "bel",
  "cor",
  "dun",
  "el",
  "fir",
  "gol",
  "hal",
  "ist",
  "jor",
  "kel",
  "lun",
  "mor",
  "nim",
  "or",
  "pel",
  "quin",
  "ros",
  "sil",
  "tam",
];

/**
 * A shop of 9 to 12 services that call one another by gRPC: an entry with pages, one service that carries an order through five to seven others, one that
 * recommends by asking another, and leaves. No two seeds have the same names, steps or times.
 */
export function planOf(random: Random): Plan {
  const names = namesOf(12 + random.whole(0, 3), random);
  const take = (): string => names.pop() ?? "";
  const [entry, orders, advice] = [take(), take(), take()];
  const leaves = Array.from({ length: random.whole(6, 9) }, () => leafOf(take(), random));
  const anyOf = (): Operation => random.pick(random.pick(leaves));
  const [first = []] = leaves;
  const advise: Operation = { ...operationOf(advice, "Advise", random), steps: [stepTo(random.pick(first), random, { isNeeded: true })] };
  const place: Operation = { ...operationOf(orders, "Place", random), steps: fanOut(leaves, random) };
  const page = (path: string, count: number, more: readonly Step[] = []): Operation => ({
    ...operationOf(entry, path, random),
    name: path,
    steps: [...Array.from({ length: count }, () => stepTo(anyOf(), random)), ...more],
  });
  const adviceStep = (): Step => stepTo(advise, random, { isNeeded: random.next() < 0.5 });
  const routes = [
    { operation: page("/", random.whole(2, 4)), weight: 3 },
    { operation: page("/item/{id}", random.whole(3, 5), [adviceStep()]), weight: 5 },
    { operation: page("/basket", random.whole(3, 5), [adviceStep(), stepTo(anyOf(), random)]), weight: 3 },
    { operation: page("/basket/add", 2), weight: 2 },
    { operation: page("/order", 1, [stepTo(place, random, { isNeeded: true }), stepTo(anyOf(), random)]), weight: 2 },
  ];
  for (const [at, own] of leaves.entries())
    for (const operation of own.slice(0, 1)) routes[at % routes.length]?.operation.steps.push(stepTo(operation, random));
  return {
    services: [entry, orders, advice, ...leaves.flatMap(([one]) => (one ? [one.service] : []))],
    idle: names.slice(0, 3),
    routes,
    hasClientSpans: random.next() < 0.7,
  };
}

function namesOf(count: number, random: Random): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(`${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(["", "", "d", "svc"])}`);
  return [...names];
}

function operationOf(service: string, verb: string, random: Random): Operation {
  const inner = random.next() < 0.35 ? random.whole(1, 3) : 0;
  return { service, name: `shop.${service}/${verb}`, ownMs: random.between(0.4, 8), spread: random.between(0.1, 0.5), inner, steps: [] };
}

function leafOf(service: string, random: Random): Operation[] {
  return ["Get", "List", "Put"].slice(0, random.whole(1, 3)).map((verb) => operationOf(service, verb, random));
}

function stepTo(callee: Operation, random: Random, more: Partial<Step> = {}): Step {
  const most = random.next() < 0.25 ? random.whole(2, 5) : 1;
  return { callee, least: 1, most, chance: random.next() < 0.15 ? 0.6 : 1, isNeeded: random.next() < 0.8, feeds: random.next() < 0.5, ...more };
}

/** A call of one operation of each of five to seven leaves. */
function fanOut(leaves: readonly (readonly Operation[])[], random: Random): Step[] {
  const count = Math.min(leaves.length, random.whole(5, 7));
  return leaves.slice(0, count).map((own) => stepTo(random.pick(own), random, { chance: 1 }));
}

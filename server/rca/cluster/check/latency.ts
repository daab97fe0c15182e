import type { Edge } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { cut, type Found, SUSPECTED, showOutput } from "./found.ts";

/**
 * Where the network is slow, from who got slow. A delay at one pod or one node adds itself to each call that crosses it, and callers add up what they wait
 * for; so each place predicts its own pattern of latencies over the call graph, and the place whose pattern resembles what is seen most is named. The
 * likeness is a cosine of square roots, as latencies spread over orders of magnitude. (Tomography from end-to-end measurements, after Coates et al.,
 * "Internet tomography", IEEE Signal Processing Magazine 2002.)
 */
export function checkLatency(cluster: Cluster): Found[] {
  const slow = slowServices(cluster);
  if (slow.size === 0) return [];
  const unseen = unmeasured(cluster, slow);
  const places = placesOf(cluster, slow);
  const scored = places
    .map((place) => ({ place, likeness: likeness(predicted(place, cluster.edges), slow, unseen) }))
    .toSorted((one, other) => other.likeness - one.likeness);
  const saturated = new Set(cluster.alerts.filter(({ lines }) => lines.some((line) => /throttl|cfs|oom/i.test(line))).map(({ name }) => name));
  const best = scored[0]?.likeness ?? 0;
  return scored.slice(0, 5).map(
    ({ place, likeness: own }): Found => ({
      service: place.name,
      signature: "network-delay",
      statement: `${words(place, slow)}.`,
      strength: saturated.size > 0 ? SUSPECTED * own : (own === best ? BEST : SUSPECTED) * Math.max(0.5, own),
      role: "either" as const,
      // It was found by a walk over the graph already: no callee explains it away.
      weighing: {},
      names: { [place.name.startsWith("node/") ? "node" : "workload"]: place.name.replace("node/", "") },
      shows: shown(cluster, slow),
    }),
  );
}

const BEST = 0.88;

type Slowness = { from: number; to: number; line: string; source: string };

/** Services that got slow, with the worst figure that is told of them, in milliseconds. */
function slowServices(cluster: Cluster): Map<string, Slowness> {
  const slow = new Map<string, Slowness>();
  for (const { kind, name, lines, source } of cluster.alerts) {
    if (kind === "node") continue;
    for (const line of lines.filter((one) => /latency|slow|response.?time|duration|delay/i.test(one))) {
      for (const [, before, , after, unit] of line.matchAll(
        /(?:normal|baseline|from|was)\W*([\d.]+) ?(ms|s)?\b.{1,20}?(?:current|cur|now|to|is)\W*([\d.]+) ?(ms|s)\b/gi,
      )) {
        const scale = unit?.toLowerCase() === "s" ? 1_000 : 1;
        const [from, to] = [Number(before) * scale, Number(after) * scale];
        if (to > from && to - from > (slow.get(name)?.to ?? 0) - (slow.get(name)?.from ?? 0)) slow.set(name, { from, to, line, source });
      }
    }
  }
  return slow;
}

/** Services of which no latency comes any more: not known is not zero. */
function unmeasured(cluster: Cluster, slow: ReadonlyMap<string, Slowness>): Set<string> {
  const vanished = cluster.alerts.filter(
    ({ name, lines }) =>
      !slow.has(name) && lines.some((line) => /latency|duration|response/i.test(line) && /missing|vanish|absent|no data|\bNaN\b/i.test(line)),
  );
  return new Set(vanished.map(({ name }) => name));
}

type Place = { name: string; crosses(edge: Edge): boolean; isEntry(service: string): boolean };

function placesOf(cluster: Cluster, slow: ReadonlyMap<string, Slowness>): Place[] {
  const services = new Set([...slow.keys(), ...cluster.edges.flatMap(({ caller, callee }) => [caller, callee])]);
  const nodeOf = new Map(
    cluster.pods.filter(({ node }) => node).map(({ workload, namespace, node }) => [cluster.nameOf(workload, namespace), node ?? ""]),
  );
  const pods = [...services].map((name) => ({
    name,
    crosses: ({ caller, callee }: Edge) => caller === name || callee === name,
    isEntry: (service: string) => service === name,
  }));
  const nodes = [...new Set(nodeOf.values())].map((node) => ({
    name: `node/${node}`,
    crosses: ({ caller, callee }: Edge) => nodeOf.get(caller) !== nodeOf.get(callee) && (nodeOf.get(caller) === node || nodeOf.get(callee) === node),
    isEntry: (service: string) => nodeOf.get(service) === node,
  }));
  return [...pods, ...(nodes.length > 1 ? nodes : [])];
}

/** How many delays each service shows: those of the calls that it makes, all the way down, and of the calls that reach it. */
function predicted(place: Place, edges: readonly Edge[]): Map<string, number> {
  const known = new Map<string, number>();
  const waits = (service: string, above: readonly string[]): number => {
    const before = known.get(service);
    if (before !== undefined) return before;
    const calls = edges.filter(({ caller, callee }) => caller === service && !above.includes(callee));
    const sum = calls.reduce((total, edge) => total + (place.crosses(edge) ? 1 : 0) + waits(edge.callee, [...above, service]), 0);
    known.set(service, sum);
    return sum;
  };
  const services = new Set(edges.flatMap(({ caller, callee }) => [caller, callee]));
  if (edges.length === 0 && !place.name.startsWith("node/")) services.add(place.name);
  return new Map(
    [...services].map((service) => {
      const into = edges.filter(({ callee }) => callee === service);
      const reached = into.length > 0 ? into.filter(place.crosses).length / into.length : place.isEntry(service) ? 1 : 0;
      return [service, waits(service, []) + reached];
    }),
  );
}

function likeness(expected: ReadonlyMap<string, number>, slow: ReadonlyMap<string, Slowness>, unseen: ReadonlySet<string>): number {
  let [both, one, other] = [0, 0, 0];
  for (const service of new Set([...expected.keys(), ...slow.keys()])) {
    if (unseen.has(service)) continue;
    const { from = 0, to = 0 } = slow.get(service) ?? {};
    const [guess, seen] = [Math.sqrt(expected.get(service) ?? 0), Math.sqrt(to - from)];
    both += guess * seen;
    one += guess * guess;
    other += seen * seen;
  }
  return one > 0 && other > 0 ? both / Math.sqrt(one * other) : 0;
}

function words({ name }: Place, slow: ReadonlyMap<string, Slowness>): string {
  const figures = [...slow]
    .toSorted(([, one], [, other]) => other.to - other.from - (one.to - one.from))
    .map(([service, { from, to }]) => `${service} from ${round(from)} to ${round(to)} ms`);
  const all = `latency rose ${figures.slice(0, 4).join(", ")}`;
  if (name.startsWith("node/")) return `The network of node ${name.slice(5)} is slow (node network delay, latency): calls that cross it wait, ${all}`;
  return `The network of the pods of ${name} is slow (network delay, latency): ${all}, which is the pattern of a delay at ${name}`;
}

const round = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(1));

const shown = (cluster: Cluster, slow: ReadonlyMap<string, Slowness>): Found["shows"] => [
  ...[...slow].slice(0, 4).map(([name, { line, source }]) => showOutput(source, `Latency of ${name}`, cut(line, 300))),
  ...cluster.edges.slice(0, 1).map(() =>
    showOutput(
      "graph.json",
      "Who calls whom",
      cluster.edges
        .slice(0, 12)
        .map(({ caller, callee }) => `${caller} → ${callee}`)
        .join("\n"),
    ),
  ),
];

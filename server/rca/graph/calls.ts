import type { Edge } from "../bundle.ts";
import type { Clue } from "../clue.ts";

/** Through so many services that show nothing at all the walk goes on: a trace may lack the link between two that do. */
const MOST_SILENT = 3;

/** The dependency graph as the walk asks it. `speaking`: services that have clues. */
export function openCalls(edges: readonly Edge[], speaking: ReadonlySet<string>) {
  const callees = neighboursBy(edges, "caller", "callee");
  const callers = neighboursBy(edges, "callee", "caller");
  const calleesOf = (service: string): string[] => callees.get(service) ?? [];
  return {
    calleesOf,
    /** Speaking services whose trouble could be behind such a clue. */
    neighbours: (service: string, { weighing }: Clue): string[] => nearest(service, weighing?.follows === "callers" ? callers : callees, speaking),
    /** Other callees of the callers of a service. */
    siblingsOf: (service: string): string[] => [
      ...new Set((callers.get(service) ?? []).flatMap((caller) => calleesOf(caller).filter((other) => other !== service))),
    ],
    /** All that the symptoms call, directly or not, and themselves; null when no symptom is in the graph. */
    reachOf: (symptoms: readonly string[]): Set<string> | null => {
      const reached = new Set(symptoms.filter((service) => callees.has(service) || callers.has(service)));
      if (reached.size === 0) return null;
      for (const service of reached) for (const callee of calleesOf(service)) reached.add(callee);
      return reached;
    },
  };
}

function neighboursBy(edges: readonly Edge[], from: keyof Edge, to: keyof Edge): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.caller === edge.callee) continue;
    const list = found.get(edge[from]);
    if (!list) found.set(edge[from], [edge[to]]);
    else if (!list.includes(edge[to])) list.push(edge[to]);
  }
  return found;
}

function nearest(service: string, neighbours: ReadonlyMap<string, string[]>, speaking: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const seen = new Set([service]);
  let ring = [service];
  for (let silent = 0; silent <= MOST_SILENT && ring.length > 0; silent += 1) {
    const next = ring.flatMap((one) => neighbours.get(one) ?? []).filter((one) => !seen.has(one));
    for (const one of next) seen.add(one);
    found.push(...next.filter((one) => speaking.has(one)));
    ring = next.filter((one) => !speaking.has(one));
  }
  return [...new Set(found)];
}

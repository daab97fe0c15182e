import type { Edge } from "./graph.ts";

/** The circles of files that import each other at run time: each as a path that ends where it began. */
export function findCycles(edges: readonly Edge[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, isTypeOnly } of edges) {
    if (!isTypeOnly) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  return tangles(targets).map((tangle) => shortestCircle(targets, tangle));
}

/** Tarjan's strongly connected components with more than one member, or with a member that imports itself. */
function tangles(targets: Map<string, string[]>): Set<string>[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: Set<string>[] = [];

  function visit(file: string): number {
    const index = order.size;
    order.set(file, index);
    lowest.set(file, index);
    open.push(file);
    for (const next of targets.get(file) ?? []) {
      const reached = order.has(next) ? (open.includes(next) ? (order.get(next) ?? index) : index) : visit(next);
      lowest.set(file, Math.min(lowest.get(file) ?? index, reached));
    }
    const low = lowest.get(file) ?? index;
    if (low === index) {
      const members = new Set(open.splice(open.indexOf(file)));
      if (members.size > 1 || targets.get(file)?.includes(file)) found.push(members);
    }
    return low;
  }

  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return found;
}

function shortestCircle(targets: Map<string, string[]>, members: Set<string>): string[] {
  const start = [...members].sort()[0] ?? "";
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of targets.get(path.at(-1) ?? "") ?? []) {
      if (next === start) return [...path, start];
      if (!members.has(next) || seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return [...members, start];
}

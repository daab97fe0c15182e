import type { Edge } from "../bundle.ts";
import type { Forest } from "./forest.ts";

/** Whom each service calls, by the spans and by what was said. */
export function calleesOf({ spans, parent }: Forest, edges: readonly Edge[]): Map<string, Set<string>> {
  const callees = new Map<string, Set<string>>();
  const see = (caller: string, callee: string): void => {
    const known = callees.get(caller);
    if (known) known.add(callee);
    else callees.set(caller, new Set([callee]));
  };
  for (const { caller, callee } of edges) see(caller, callee);
  for (const [index, { service }] of spans.entries()) {
    const above = spans[parent[index] ?? -1];
    if (above && above.service !== service) see(above.service, service);
  }
  return callees;
}

/** All that a service depends on, however far down; without itself. */
export function belowOf(service: string, callees: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set<string>();
  const open = [service];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const callee of callees.get(next) ?? [])
      if (!seen.has(callee)) {
        seen.add(callee);
        open.push(callee);
      }
  seen.delete(service);
  return seen;
}

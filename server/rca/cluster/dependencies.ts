import type { Cluster } from "./cluster.ts";
import { partsOf } from "./read/host-text.ts";

/** Who calls whom: as the graph says, and as variables of containers name the services of the cluster. */
export function dependenciesOf(cluster: Cluster): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  const add = (caller: string, callee: string): void => {
    if (caller !== callee) calls.set(caller, (calls.get(caller) ?? new Set()).add(callee));
  };
  for (const { caller, callee } of cluster.edges) add(caller, callee);
  const services = new Set(cluster.services.map(({ name }) => name));
  for (const { workload, namespace, spec } of cluster.pods) {
    for (const { value } of spec.containers.flatMap(({ env }) => env)) {
      const [host = ""] = value.length < 300 ? partsOf(value).host.split(".") : [];
      if (services.has(host)) add(cluster.nameOf(workload, namespace), host);
    }
  }
  return calls;
}

/** Everything that this service calls, directly or through others, nearest first. */
export function reachedFrom(service: string, calls: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const open = [service];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const callee of calls.get(next) ?? []) {
      if (callee === service || reached.has(callee)) continue;
      reached.add(callee);
      open.push(callee);
    }
  }
  return reached;
}

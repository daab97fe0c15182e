import type { Cluster } from "./cluster.ts";
import { partsOf } from "./read/host-text.ts";
import { withoutHashes } from "./view/pods.ts";

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
  for (const { subject, lines } of cluster.logs) {
    for (const host of lines.flatMap(({ text }) => hostsIn(text))) if (services.has(host)) add(withoutHashes(subject), host);
  }
  return calls;
}

/** Hosts that a line names by their address: `http://db/…`, `db:5432`, `db.shop.svc`. */
const hostsIn = (text: string): string[] =>
  [...text.matchAll(/(?:\/\/|@|\b)([a-z][a-z0-9-]*)(?=:\d{2,5}\b|\.[a-z0-9-]+\.svc\b|(?<=\/\/[a-z0-9-]*)[/\s"'])/g)].map(([, host]) => host ?? "");

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

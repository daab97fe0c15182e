import type { Bundle } from "../bundle.ts";
import type { Found } from "./check/found.ts";
import type { Cluster } from "./cluster.ts";
import { reachedFrom } from "./dependencies.ts";
import { withoutHashes } from "./view/pods.ts";

/** What the question is about: names of pods, workloads and services in its words and alerts, and what those call. Empty when it asks about everything. */
export type Focus = ReadonlySet<string>;

export function focusOf({ incident, alerts }: Bundle, cluster: Cluster, calls: ReadonlyMap<string, ReadonlySet<string>>): Focus {
  const said = [incident.title, ...alerts.flatMap(({ name, summary, service }) => [name, summary, service ?? ""])].join(" ").toLowerCase();
  const words = new Set(said.split(/[^a-z0-9.-]+/).map((word) => word.replace(/^[.-]+|[.-]+$/g, "")));
  const known = [
    ...cluster.pods.flatMap(({ name, workload }) => [name, workload]),
    ...[cluster.workloads, cluster.services, cluster.nodes, cluster.claims].flat().map(({ name }) => name),
    ...cluster.logs.map(({ subject }) => subject),
  ];
  const named = known.filter((name) => words.has(name.toLowerCase()));
  const asked = [...named, ...incident.symptoms.map(({ service }) => service)].flatMap((name) => [name, withoutHashes(name)]);
  return new Set([...asked, ...asked.flatMap((name) => [...reachedFrom(name, calls)])]);
}

/** Nodes and namespaces are always in focus: anything may depend on them. */
export function isInFocus({ service, names }: Found, focus: Focus): boolean {
  if (focus.size === 0 || service.includes("/")) return true;
  return [service, names.pod, names.workload].some((name) => name !== undefined && focus.has(name));
}

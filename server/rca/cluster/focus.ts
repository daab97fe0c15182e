import type { Bundle } from "../bundle.ts";
import type { Found } from "./check/found.ts";
import type { Cluster } from "./cluster.ts";
import { withoutHashes } from "./view/pods.ts";

/** What the question is about: names of pods, workloads and services in its words and alerts. Empty when it asks about everything. */
export type Focus = ReadonlySet<string>;

export function focusOf({ incident, alerts }: Bundle, cluster: Cluster): Focus {
  const said = [incident.title, ...alerts.flatMap(({ name, summary, service }) => [name, summary, service ?? ""])].join(" ").toLowerCase();
  const words = new Set(said.split(/[^a-z0-9.-]+/).map((word) => word.replace(/^[.-]+|[.-]+$/g, "")));
  const known = [
    ...cluster.pods.flatMap(({ name, workload }) => [name, workload]),
    ...cluster.workloads.map(({ name }) => name),
    ...cluster.services.map(({ name }) => name),
    ...cluster.nodes.map(({ name }) => name),
  ];
  const named = known.filter((name) => words.has(name.toLowerCase()));
  const symptoms = incident.symptoms.map(({ service }) => service);
  return new Set([...named, ...symptoms].flatMap((name) => [name, withoutHashes(name)]));
}

/** Things that the focus depends on are in focus too; nodes and namespaces always are. */
export function isInFocus({ service, names }: Found, focus: Focus): boolean {
  if (focus.size === 0 || service.includes("/")) return true;
  return [service, names.pod, names.workload, names.node].some((name) => name !== undefined && focus.has(name));
}

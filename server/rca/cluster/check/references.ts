import type { Cluster } from "../cluster.ts";
import { record } from "../read/loose.ts";
import type { PodSpec, Reference, Workload } from "../view/types.ts";
import { type Found, LIKELY, showObject } from "./found.ts";
import { isAlike } from "./meant.ts";

/** Config maps, secrets and keys that a workload names and that the lists of the namespace do not have, where it does not run. */
export function checkReferences(cluster: Cluster): Found[] {
  return cluster.workloads.flatMap((workload) => {
    const { kind, spec, ready, wanted } = workload;
    if (!spec || kind === "ReplicaSet" || (wanted !== null && (ready ?? 0) >= wanted)) return [];
    const pods = cluster.podsOf(workload);
    if (pods.length > 0 && pods.every(({ isReady }) => isReady)) return [];
    const [first] = referencesOf(spec).flatMap((reference) => missing(reference, workload, cluster) ?? []);
    if (!first) return [];
    return [
      {
        service: cluster.nameOf(workload.name, workload.namespace),
        signature: "config-missing",
        statement: `${workload.name} cannot start: ${first.words}.`,
        strength: LIKELY,
        role: "cause" as const,
        names: { namespace: workload.namespace, workload: workload.name, missing: first.name, pod: pods[0]?.name ?? `of ${workload.name}` },
        shows: [showObject(workload, `${workload.kind} ${workload.name} refers to ${first.name}`)],
      },
    ];
  });
}

const referencesOf = ({ containers, volumes }: PodSpec): Reference[] => [
  ...containers.flatMap(({ references }) => references),
  ...volumes.flatMap(({ reference }) => (reference ? [reference] : [])),
];

function missing({ kind, name, key, isOptional }: Reference, { namespace }: Workload, cluster: Cluster): { name: string; words: string } | null {
  if (isOptional || !cluster.store.isListed(kind, namespace)) return null;
  const title = kind === "Secret" ? "secret" : "config map";
  const object = cluster.store.find(kind, namespace, name)?.object;
  if (!object) {
    const meant = cluster.store
      .of(kind)
      .find((one) => cluster.store.namespaceOf(one.object) === namespace && isAlike(one.object.metadata.name, name));
    return {
      name,
      words: `the ${title} ${name} does not exist in namespace ${namespace}${meant ? ` (there is ${meant.object.metadata.name})` : ""}`,
    };
  }
  const keys = Object.keys({ ...record(object.data), ...record(object.stringData), ...record(object.binaryData) });
  return key === null || keys.length === 0 || keys.includes(key)
    ? null
    : { name: key, words: `the key ${key} is missing in ${title} ${name}, which has ${keys.slice(0, 8).join(", ")}` };
}

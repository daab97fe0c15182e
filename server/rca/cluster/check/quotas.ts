import type { ClusterObject } from "../../bundle.ts";
import type { Cluster } from "../cluster.ts";
import { under, words } from "../read/loose.ts";
import { quantityOf } from "../read/quantity.ts";
import type { Quota } from "../view/types.ts";
import { quotaWords } from "./admission.ts";
import { FAINT, type Found, LIKELY, SURE, showObject } from "./found.ts";

/**
 * Quotas that are used up. Of objects other than pods no event tells that they were refused: what a manifest declares or callers ask for, and the cluster
 * does not have, shows it.
 */
export function checkQuotas(cluster: Cluster): Found[] {
  return cluster.quotas.flatMap((quota) => [...refusedBy(quota, cluster), ...fullOf(quota)]);
}

const GOVERNS: Record<string, RegExp> = {
  Service: /^(count\/)?services(\.|$)/,
  PersistentVolumeClaim: /storage|persistentvolumeclaims/,
  Pod: /^(count\/)?pods$/,
  ConfigMap: /configmaps/,
  Secret: /secrets/,
};

function refusedBy(quota: Quota, cluster: Cluster): Found[] {
  return Object.entries(GOVERNS).flatMap(([kind, about]) => {
    const resource = Object.keys(quota.hard).find((name) => about.test(name));
    if (!resource || !cluster.store.isListed(kind, quota.namespace)) return [];
    const missing = missingOf(kind, quota.namespace, cluster).find(({ object }) => isTooMuch(object, quota, resource));
    if (!missing) return [];
    const [used, hard] = [quota.used[resource] ?? "?", quota.hard[resource] ?? "?"];
    const sort = kind === "PersistentVolumeClaim" ? "persistent volume claim" : kind.toLowerCase();
    const asked = words(under(missing.object, "spec", "resources", "requests", "storage"));
    return [
      {
        service: `namespace/${quota.namespace}`,
        signature: "namespace-quota",
        statement: `Namespace ${quota.namespace} refuses the ${sort} ${missing.object.metadata.name} by its ${quotaWords([resource])} quota (${quota.name}: ${resource} ${used} of ${hard} used${asked ? `, ${asked} asked for` : ""}), so it does not exist.`,
        strength: SURE,
        role: "cause",
        names: { namespace: quota.namespace, quota: quota.name },
        chain: [
          {
            why: `Why is there no ${sort} ${missing.object.metadata.name}?`,
            because: `The ${quotaWords([resource])} quota ${quota.name} of namespace ${quota.namespace} leaves no room: ${used} of ${hard} used.`,
          },
        ],
        shows: [
          showObject(quota, `${resource}: ${used} of ${hard}`),
          showObject(
            { kind, name: missing.object.metadata.name, source: missing.source },
            `${kind} ${missing.object.metadata.name} is declared here, but the cluster does not have it`,
          ),
        ],
      },
    ];
  });
}

/** Declared by a manifest, or asked for by calls, and not there. */
function missingOf(kind: string, namespace: string, cluster: Cluster): { object: ClusterObject; source: string }[] {
  const isMissing = (name: string): boolean => cluster.store.find(kind, namespace, name) === null;
  const declared = cluster.store.declared.filter(
    ({ object }) => object.kind === kind && object.metadata.namespace === namespace && isMissing(object.metadata.name),
  );
  if (kind !== "Service" || declared.length > 0) return declared;
  const called = [...new Set(cluster.edges.map(({ callee }) => callee))].filter(
    (name) => isMissing(name) && cluster.workloads.some((workload) => workload.name === name && workload.namespace === namespace),
  );
  return called.map((name) => ({ object: { kind, metadata: { name, namespace } }, source: "graph.json" }));
}

function isTooMuch(object: ClusterObject, { hard, used }: Quota, resource: string): boolean {
  const [most, taken] = [quantityOf(hard[resource]), quantityOf(used[resource]) ?? 0];
  const asked = /storage$/.test(resource) ? (quantityOf(words(under(object, "spec", "resources", "requests", "storage"))) ?? 0) : 1;
  return most !== null && taken + asked > most;
}

/** A quota at its limit is worth knowing, even when nothing shows that it refused something. */
function fullOf(quota: Quota): Found[] {
  const full = Object.keys(quota.hard).filter((name) => {
    const [most, taken] = [quantityOf(quota.hard[name]), quantityOf(quota.used[name])];
    return most !== null && taken !== null && most > 0 && taken >= most;
  });
  if (full.length === 0) return [];
  return [
    {
      service: `namespace/${quota.namespace}`,
      signature: "namespace-quota",
      statement: `The ${quotaWords(full)} quota ${quota.name} of namespace ${quota.namespace} is used up (${full.map((name) => `${name} ${quota.used[name]} of ${quota.hard[name]}`).join(", ")}).`,
      strength: full.some((name) => /services|storage/.test(name)) ? LIKELY / 2 : FAINT,
      role: "either",
      names: { namespace: quota.namespace, quota: quota.name },
      shows: [showObject(quota, full.map((name) => `${name}: ${quota.used[name]} of ${quota.hard[name]}`).join("\n"))],
    },
  ];
}

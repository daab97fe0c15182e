import type { Cluster } from "../cluster.ts";
import { withoutHashes } from "../view/pods.ts";

const ON_THE_WAY = /time ?d? ?-?out|deadline exceeded|refused|ETIMEDOUT|unreachable/i;

/** Workloads that are ready and yet are not reached, by `namespace/workload`, each with those whose logs say so: what a policy in between does. */
export type CutOff = ReadonlyMap<string, ReadonlySet<string>>;

export const keyOf = ({ namespace, workload }: { namespace: string; workload: string }): string => `${namespace}/${workload}`;

export function cutOffIn(cluster: Cluster): CutOff {
  const failed = new Set(cluster.reaches.filter(({ isReached }) => !isReached).map(({ host }) => host.split(".")[0] ?? host));
  const callers = callersByName(cluster);
  const found = new Map<string, Set<string>>();
  if (failed.size === 0 && callers.size === 0) return found;
  for (const pod of cluster.pods) {
    const { workload, namespace, isReady, labels } = pod;
    if (!isReady || found.has(keyOf(pod))) continue;
    const services = cluster.services.filter(
      (one) =>
        one.namespace === namespace &&
        Object.keys(one.selector).length > 0 &&
        Object.entries(one.selector).every(([key, value]) => labels[key] === value),
    );
    const names = new Set([workload, cluster.nameOf(workload, namespace), ...services.map(({ name }) => name)]);
    const own = new Set([...names].flatMap((name) => [...(callers.get(name) ?? [])]).filter((caller) => caller !== workload));
    if (own.size > 0 || [...names].some((name) => failed.has(name))) found.set(keyOf(pod), own);
  }
  return found;
}

/** Which workloads say of which name that it does not answer. */
function callersByName({ logs }: Cluster): Map<string, Set<string>> {
  const callers = new Map<string, Set<string>>();
  for (const { subject, lines } of logs) {
    for (const { text } of lines) {
      if (!ON_THE_WAY.test(text)) continue;
      for (const word of new Set(text.split(/[^\w-]+/))) callers.set(word, (callers.get(word) ?? new Set()).add(withoutHashes(subject)));
    }
  }
  return callers;
}

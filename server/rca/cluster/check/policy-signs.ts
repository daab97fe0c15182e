import type { Cluster } from "../cluster.ts";
import { withoutHashes } from "../view/pods.ts";
import type { Pod } from "../view/types.ts";

const ON_THE_WAY = /time ?d? ?-?out|deadline exceeded|refused|ETIMEDOUT|unreachable/i;

/** Workloads that are ready and yet are not reached, each with those whose logs say so: what a policy in between does. */
export function cutOffFrom(pods: readonly Pod[], cluster: Cluster): Map<string, Set<string>> {
  const failed = new Set(cluster.reaches.filter(({ isReached }) => !isReached).map(({ host }) => host.split(".")[0]));
  const found = new Map<string, Set<string>>();
  for (const { workload, namespace, isReady, labels } of pods) {
    if (!isReady) continue;
    const service = cluster.services.find(
      (one) => one.namespace === namespace && Object.entries(one.selector).every(([key, value]) => labels[key] === value),
    );
    const names = new Set([
      workload,
      cluster.nameOf(workload, namespace),
      ...(service && Object.keys(service.selector).length > 0 ? [service.name] : []),
    ]);
    const callers = cluster.logs
      .filter(({ subject, lines }) => withoutHashes(subject) !== workload && lines.some(({ text }) => ON_THE_WAY.test(text) && isNamed(text, names)))
      .map(({ subject }) => withoutHashes(subject));
    if (callers.length > 0 || [...names].some((name) => failed.has(name))) found.set(workload, new Set(callers));
  }
  return found;
}

function isNamed(text: string, names: ReadonlySet<string>): boolean {
  const words = new Set(text.split(/[^\w-]+/));
  return [...names].some((name) => words.has(name));
}

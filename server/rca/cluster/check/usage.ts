import type { Cluster } from "../cluster.ts";
import { quantityOf } from "../read/quantity.ts";
import type { Pod } from "../view/types.ts";
import { type Found, latest, SUSPECTED, showOutput } from "./found.ts";

/** From this share of a limit on, work waits or is killed; the limit of a container is never passed for long. */
const NEAR = 0.95;
const FULL_NODE = 90;

/** What `kubectl top` shows at its limit: pods at that of their containers, nodes at their end. */
export function checkUsage(cluster: Cluster): Found[] {
  return cluster.usage.flatMap(({ kind, name, namespace, cores, bytes, cpuShare, memoryShare, source }) => {
    if (kind === "node") {
      return [
        ...((cpuShare ?? 0) >= FULL_NODE
          ? [used(`node/${name}`, "cpu-saturation", `Node ${name} is overloaded: its CPU is used to ${cpuShare} %.`, { node: name }, source)]
          : []),
        ...((memoryShare ?? 0) >= FULL_NODE
          ? [used(`node/${name}`, "memory-pressure", `Node ${name} is nearly out of memory: ${memoryShare} % is used.`, { node: name }, source)]
          : []),
      ];
    }
    const pod = cluster.pods.find((one) => one.name === name && (namespace === null || one.namespace === namespace));
    const limit = (resource: string): number | null => {
      const limits = (pod?.spec.containers ?? []).filter(({ isInit }) => !isInit).map(({ limits: all }) => quantityOf(all[resource]));
      return limits.length === 0 || limits.some((one) => one === null) ? null : limits.reduce((sum: number, one) => sum + (one ?? 0), 0);
    };
    const limitText = (pod?.spec.containers ?? []).flatMap(({ limits }) => limits.cpu ?? []).join(" + ");
    const [cpu, memory] = [limit("cpu"), limit("memory")];
    const service = pod ? cluster.nameOf(pod.workload, pod.namespace) : name;
    const names = { pod: name, namespace: pod?.namespace ?? "", workload: pod?.workload ?? "" };
    return [
      ...(cpu !== null && cores >= NEAR * cpu
        ? [
            used(
              service,
              "cpu-throttling",
              `Pod ${name} uses ${cores} of the ${cpu} CPU cores that its limit (${limitText}) allows: it is throttled, its CPU is overloaded${probeWords(pod)}.`,
              names,
              source,
            ),
          ]
        : []),
      ...(memory !== null && bytes >= NEAR * memory
        ? [
            used(
              service,
              "memory-pressure",
              `Pod ${name} uses ${(bytes / 2 ** 20).toFixed(0)} of the ${(memory / 2 ** 20).toFixed(0)} MiB of memory that its limit allows: it is about to be killed.`,
              names,
              source,
            ),
          ]
        : []),
    ];
  });
}

/** A program that waits for CPU answers its probes late. */
function probeWords(pod: Pod | undefined): string {
  const event = latest(pod?.events ?? [], /Unhealthy: (liveness|startup|readiness) probe failed:.*(deadline|time ?d? ?-?out)/i);
  const sort = /(liveness|startup|readiness)/i.exec(event?.message ?? "")?.[1]?.toLowerCase();
  return sort ? `, so it misses its ${sort} probe (${event?.count ?? 1} times)${sort === "readiness" ? "" : " and is restarted"}` : "";
}

const used = (service: string, signature: string, statement: string, names: Record<string, string>, source: string): Found => ({
  service,
  signature,
  statement,
  strength: SUSPECTED + 0.1,
  role: "either",
  names,
  shows: [showOutput(source, `Use by ${service}`, statement)],
});

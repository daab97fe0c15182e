import type { Cluster } from "../cluster.ts";
import { mostTelling } from "../read/log-text.ts";
import { record, words } from "../read/loose.ts";
import { ageOf } from "../read/quantity.ts";
import type { Pod } from "../view/types.ts";
import { cut, FAINT, type Found, many, SUSPECTED, showObject, showOutput, WEAK } from "./found.ts";

/** How long the row of a table says that a pod has been there, in seconds. */
export function ageOfRow({ namespace, name }: Pick<Pod, "namespace" | "name">, cluster: Cluster): number | null {
  return ageOf(words(record(cluster.store.find("Pod", namespace, name)?.object.table).AGE));
}

type Said = { signature: string; words: string; ask: string };

/**
 * Pods of which only `kubectl get pods` tells: what a status means is said, and what would tell why. Anything that knows more speaks louder.
 */
export function checkTables(cluster: Cluster): Found[] {
  return cluster.pods.flatMap((pod) => {
    if (pod.containers.length > 0 || pod.events.length > 0 || pod.isTerminating || pod.isReady) return [];
    const row = record(cluster.store.find("Pod", pod.namespace, pod.name)?.object.table);
    const said = meaning(pod, words(row.READY));
    const age = ageOfRow(pod, cluster);
    if (!said || (age !== null && age < STARTING)) return [];
    const log = cluster.logOf(pod.name);
    const [line] = mostTelling(log, 1);
    const quote = line ? ` Its log says “${cut(line.text, 240)}”.` : "";
    const isOld = age !== null && age >= LONG;
    return [
      {
        service: cluster.nameOf(pod.workload, pod.namespace),
        signature: said.signature,
        statement: `Pod ${pod.name} ${said.words}${age === null ? "" : ` for ${words(row.AGE)}`}${pod.restarts > 0 ? `, ${many(pod.restarts, "restart")}` : ""}. The table does not tell why; ${said.ask} does.${quote}`,
        strength: isOld ? SUSPECTED - 0.05 : age === null ? WEAK : FAINT,
        role: isOld ? "cause" : "either",
        names: { pod: pod.name, namespace: pod.namespace, workload: pod.workload, probe: "readiness" },
        shows: [
          showObject(pod, `${pod.name}  ${pod.status}  ready: ${pod.isReady}  restarts ${pod.restarts}`),
          ...(log && line ? [showOutput(log.source, `Log of ${log.subject}`, line.text)] : []),
        ],
      },
    ];
  });
}

const STARTING = 30;
const LONG = 300;

function meaning({ name, namespace, status, node, phase }: Pod, containers: string): Said | null {
  const describe = `kubectl describe pod ${name} -n ${namespace}`;
  if (status === "Pending" && node === null)
    return { signature: "not-schedulable", words: "is Pending: no node has taken it", ask: `the event FailedScheduling in ${describe}` };
  if (status === "ContainerCreating")
    return {
      signature: "volume-mount",
      words: "stays in ContainerCreating: a volume, a config map or secret, or its network is not there",
      ask: `the last event in ${describe}`,
    };
  if (phase === "Running" && status === "Running")
    return {
      signature: "probe-fails",
      words: `runs and is not ready${containers ? ` (${containers} containers)` : ""}: its readiness probe has not succeeded, or one of its containers does not run`,
      ask: `the event Unhealthy in ${describe}`,
    };
  if (/^(Unknown|NodeLost)$/.test(status))
    return { signature: "node-not-ready", words: "is Unknown: its node does not answer", ask: "kubectl get nodes" };
  return null;
}

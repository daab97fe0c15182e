import type { Cluster } from "../cluster.ts";
import { list, record, under, words } from "../read/loose.ts";
import { withoutHashes } from "../view/pods.ts";
import type { Event, Pod, Workload } from "../view/types.ts";
import { cut, FAINT, type Found, LIKELY, latest, many, SUSPECTED, showEvent, showObject, WEAK } from "./found.ts";
import { ageOfRow } from "./tables.ts";

/** Workloads that have not what they want, and pods that were evicted or do not end. Mostly what follows from something else. */
export function checkWorkloads(cluster: Cluster): Found[] {
  return [
    ...cluster.workloads.flatMap((workload) => [...short(workload, cluster), ...rollout(workload, cluster)]),
    ...cluster.pods.flatMap((pod) => [...evicted(pod, cluster), ...stuck(pod, cluster), ...notReady(pod, cluster)]),
  ];
}

const CONTROLLERS = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

function short(workload: Workload, cluster: Cluster): Found[] {
  const { kind, name, namespace, wanted, ready, current, conditions } = workload;
  if (!CONTROLLERS.has(kind) || wanted === null || wanted === 0 || (ready ?? 0) >= wanted) return [];
  const failure = conditions.find(
    ({ type, status }) => (type === "ReplicaFailure" && status === "True") || (/^(Available|Progressing)$/.test(type) && status === "False"),
  );
  return [
    {
      service: cluster.nameOf(name, namespace),
      signature: null,
      statement: `${kind} ${name} has ${ready ?? 0} of ${many(wanted, "replica")} ready${current === 0 ? " and makes no pods" : ""}${failure?.reason ? ` (${failure.reason})` : ""}.`,
      strength: WEAK,
      role: "effect",
      names: { namespace, workload: name },
      shows: [
        showObject(
          workload,
          `${name}: ${ready ?? 0}/${wanted} ready\n${conditions.map((one) => `${one.type} ${one.status} ${one.reason}`).join("\n")}`,
        ),
      ],
    },
  ];
}

function rollout(workload: Workload, cluster: Cluster): Found[] {
  const { kind, name, namespace, object } = workload;
  const headless = words(under(object.spec, "serviceName"));
  if (kind === "StatefulSet" && headless && cluster.store.isListed("Service", namespace) && !cluster.store.find("Service", namespace, headless))
    return [
      own(
        cluster,
        workload,
        "service-missing",
        `StatefulSet ${name} names the service ${headless}, which does not exist in namespace ${namespace}.`,
        LIKELY,
      ),
    ];
  const absent = list(under(object.spec, "volumeClaimTemplates"))
    .map((claim) => words(under(claim, "spec", "storageClassName")))
    .find((name) => name !== "" && cluster.store.isListed("StorageClass", "") && !cluster.store.find("StorageClass", "", name));
  if (absent)
    return [
      own(cluster, workload, "claim-storage-class", `StatefulSet ${name} asks for volumes of storage class ${absent}, which does not exist.`, LIKELY),
    ];
  const chosen = words(record(object.table)["NODE SELECTOR"]);
  if (kind === "DaemonSet" && workload.wanted === 0 && chosen !== "" && chosen !== "<none>")
    return [
      own(cluster, workload, "node-selector", `DaemonSet ${name} runs nowhere: its node selector ${chosen} matches no node (0 desired).`, LIKELY, {
        pod: `of ${name}`,
        selector: chosen,
      }),
    ];
  if (record(object.spec).paused === true)
    return [own(cluster, workload, "rollout-paused", `Deployment ${name} is paused: its changes are not rolled out.`, SUSPECTED)];
  if (kind === "Deployment" && workload.wanted === 0)
    return [own(cluster, workload, "scaled-to-zero", `Deployment ${name} is scaled to 0 replicas.`, SUSPECTED)];
  return [];
}

const own = (
  cluster: Cluster,
  workload: Workload,
  signature: string,
  statement: string,
  strength: number,
  names: Record<string, string> = {},
): Found => ({
  service: cluster.nameOf(workload.name, workload.namespace),
  signature,
  statement,
  strength,
  role: "cause",
  names: { namespace: workload.namespace, workload: workload.name, ...names },
  shows: [showObject(workload, `${workload.kind} ${workload.name}, wanted ${workload.wanted ?? "?"}, ready ${workload.ready ?? "?"}`)],
});

const DAY = 86_400;

/** What was said when it was put out; where a table alone shows it, what was said of another pod of the same workload. */
function evictionWords(pod: Pod, cluster: Cluster): { said: string; event: Event | null } {
  const others = cluster.events.filter(
    ({ kind, namespace, name, reason }) =>
      kind === "Pod" && namespace === pod.namespace && reason === "Evicted" && withoutHashes(name) === pod.workload,
  );
  const event = latest(pod.events, /^Evicted/) ?? latest(others, /^Evicted/);
  return { said: pod.message || event?.message || "", event };
}

function evicted(pod: Pod, cluster: Cluster): Found[] {
  if (!/^(Evicted|OutOf|Preempt|NodeLost|UnexpectedAdmissionError)/.test(pod.reason || pod.status)) return [];
  const { said, event } = evictionWords(pod, cluster);
  const isOver = (ageOfRow(pod, cluster) ?? 0) > DAY && cluster.pods.some((other) => other.isReady && other.workload === pod.workload);
  const isScratch = /ephemeral[- ](local )?storage|emptyDir/i.test(said) && !/node was low/i.test(said);
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: isScratch ? "ephemeral-storage" : "evicted",
      statement: `Pod ${pod.name} was evicted from ${pod.node ?? "its node"} (${pod.reason || pod.status}): ${cut(said, 200).replace(/\.$/, "") || "the node ran short of a resource"}${isScratch ? "; it writes more scratch data than its limit of ephemeral storage" : ""}.`,
      strength: isOver ? FAINT : isScratch ? LIKELY : SUSPECTED,
      role: isScratch ? "cause" : "either",
      ...(pod.node && !isScratch ? { blames: `node/${pod.node}` } : {}),
      names: { namespace: pod.namespace, workload: pod.workload, pod: pod.name, node: pod.node ?? "" },
      shows: [showObject(pod, `${pod.name} ${pod.reason || pod.status} ${pod.message}`), ...(event ? [showEvent(event)] : [])],
    },
  ];
}

function stuck(pod: Pod, cluster: Cluster): Found[] {
  if (!pod.isTerminating) return [];
  const kill = latest(pod.events, /FailedKillPod|FailedPreStopHook/);
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: "stuck-terminating",
      statement: `Pod ${pod.name} is being deleted and does not end${kill ? ` (${cut(kill.message, 160)})` : ""}.`,
      strength: kill ? SUSPECTED : FAINT,
      role: "effect",
      ...(pod.node ? { blames: `node/${pod.node}` } : {}),
      names: { namespace: pod.namespace, workload: pod.workload, pod: pod.name, node: pod.node ?? "" },
      shows: [showObject(pod, `${pod.name} Terminating on ${pod.node ?? "no node"}`), ...(kill ? [showEvent(kill)] : [])],
    },
  ];
}

function notReady(pod: Pod, cluster: Cluster): Found[] {
  if (pod.isReady || pod.phase === "Succeeded" || pod.isTerminating || pod.status === "") return [];
  return [
    {
      service: cluster.nameOf(pod.workload, pod.namespace),
      signature: null,
      statement: `Pod ${pod.name} is not ready (${pod.status}${pod.restarts > 0 ? `, ${many(pod.restarts, "restart")}` : ""})${pod.node ? ` on node ${pod.node}` : ""}.`,
      strength: FAINT,
      role: "effect",
      ...(pod.node && cluster.nodes.some(({ name, isReady }) => name === pod.node && isReady === false) ? { blames: `node/${pod.node}` } : {}),
      names: { namespace: pod.namespace, workload: pod.workload, pod: pod.name, node: pod.node ?? "" },
      shows: [showObject(pod, `${pod.name} ${pod.status}, ready: ${pod.isReady}, restarts ${pod.restarts}`)],
    },
  ];
}

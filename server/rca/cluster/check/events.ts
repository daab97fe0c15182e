import type { Cluster } from "../cluster.ts";
import { withoutHashes } from "../view/pods.ts";
import type { Event } from "../view/types.ts";
import { cut, FAINT, type Found, SUSPECTED, showEvent, WEAK } from "./found.ts";

/** What other checks read by themselves, and what comes and goes with each start or restart of a machine. */
const KNOWN =
  /^(FailedScheduling|Failed|BackOff|Unhealthy|FailedCreate|FailedMount|FailedAttachVolume|FailedCreatePodSandBox|FailedToRetrieveImagePullSecret|NodeNotReady|BackoffLimitExceeded|FailedGetResourceMetric|FailedComputeMetricsReplicas|InvalidDiskCapacity|Rebooted|FailedBinding|InspectFailed)$/;
/** Not called warnings, and yet somebody took a pod away. */
const NOTABLE = /Evict|Preempt/;
const MOST = 5;
const RECENT_SECONDS = 3_600;

/** Warnings of the cluster that no other check reads, the most frequent first. */
export function checkEvents(cluster: Cluster): Found[] {
  const left = cluster.events.filter(
    ({ isWarning, reason, age }) => (isWarning || NOTABLE.test(reason)) && !KNOWN.test(reason) && (age === null || age <= RECENT_SECONDS),
  );
  return left
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST)
    .map((event) => warning(event, cluster));
}

function warning(event: Event, cluster: Cluster): Found {
  const workload =
    event.kind === "Pod"
      ? (cluster.pods.find(({ name, namespace }) => name === event.name && namespace === event.namespace)?.workload ?? withoutHashes(event.name))
      : withoutHashes(event.name);
  const isNode = event.kind === "Node";
  return {
    service: isNode ? `node/${event.name}` : cluster.nameOf(workload, event.namespace),
    signature: NOTABLE.test(event.reason) && !isNode ? "evicted" : null,
    statement: `${event.kind} ${event.name} warns${event.count > 1 ? ` (${event.count} times)` : ""}: ${event.reason}, ${cut(event.message, 240)}`,
    strength: NOTABLE.test(event.reason) ? SUSPECTED : event.count >= 3 ? WEAK : FAINT,
    role: "either",
    names: isNode
      ? { node: event.name }
      : { namespace: event.namespace, workload, pod: event.name, node: cluster.pods.find(({ name }) => name === event.name)?.node ?? "its node" },
    shows: [showEvent(event)],
  };
}

import type { World } from "../world/open-world.ts";
import type { KubeObject, Pod } from "../world/types.ts";
import { instant } from "./pod-objects.ts";

const KEPT_MS = 60 * 60_000;

/** Events of the last hour, which is how long a cluster keeps them. */
export function eventObjects(world: World, at: number): KubeObject[] {
  const isKept = (when: number): boolean => when <= at && when > at - KEPT_MS;
  return world.pods.flatMap((pod) => [
    ...(isKept(pod.from)
      ? [
          event(pod, "Normal", "Scheduled", `Successfully assigned ${pod.namespace}/${pod.name} to ${pod.node}`, pod.from),
          event(pod, "Normal", "Started", `Started container ${pod.service}`, pod.from + 3000),
        ]
      : []),
    ...(pod.to !== null && isKept(pod.to) ? [event(pod, "Normal", "Killing", `Stopping container ${pod.service}`, pod.to)] : []),
    ...restartEvents(pod, at, isKept),
  ]);
}

function restartEvents(pod: Pod, at: number, isKept: (when: number) => boolean): KubeObject[] {
  const ends = pod.restarts.filter((end) => end.at <= at && isKept(end.at));
  const [last] = ends.slice(-1);
  if (!last) return [];
  const count = ends.length;
  return [
    event(pod, "Normal", "Started", `Started container ${pod.service}`, last.at + 2000, count),
    ...(count > 2
      ? [event(pod, "Warning", "BackOff", `Back-off restarting failed container ${pod.service} in pod ${pod.name}`, last.at + 1000, count)]
      : []),
  ];
}

/** An event about an object, as `kubectl get events` lists it. */
export function event(
  about: Pick<Pod, "name" | "namespace"> & { kind?: string },
  type: "Normal" | "Warning",
  reason: string,
  message: string,
  at: number,
  count = 1,
): KubeObject {
  const { name, namespace, kind = "Pod" } = about;
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      name: `${name}.${Math.floor(at / 1000).toString(16)}${reason.length}`,
      namespace: namespace || "default",
      creationTimestamp: instant(at),
    },
    involvedObject: { kind, name, ...(namespace ? { namespace } : {}) },
    type,
    reason,
    message,
    count,
    firstTimestamp: instant(at),
    lastTimestamp: instant(at),
    source: { component: kind === "Node" ? "node-controller" : "kubelet" },
  };
}

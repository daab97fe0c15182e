import type { World } from "../world/open-world.ts";
import type { KubeObject } from "../world/types.ts";
import { instant } from "./pod-objects.ts";

const HEALTHY = ["MemoryPressure", "DiskPressure", "PIDPressure"] as const;

/** A node as the API shows it; one that is lost is Ready=Unknown, with the taint that moves its pods away. */
export function nodeObject(name: string, world: World, at: number): KubeObject {
  const lost = world.scenario.lostNode?.(world.times(at));
  const isLost = lost?.node === name && at >= lost.from + 40_000 && at < lost.to;
  const since = isLost ? lost.from + 40_000 : world.begin - 30 * 86_400_000;
  const ready = isLost
    ? { status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status." }
    : { status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" };
  const pressure = isLost ? ready : { status: "False", reason: "KubeletHasSufficientMemory", message: "kubelet has sufficient resources available" };
  const beat = instant(isLost ? lost.from : at - 10_000);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": `zone-${name.at(-1)}` },
      creationTimestamp: instant(world.begin - 90 * 86_400_000),
    },
    spec: isLost ? { taints: [{ key: "node.kubernetes.io/unreachable", effect: "NoExecute", timeAdded: instant(since) }] } : {},
    status: {
      capacity: { cpu: "8", memory: "32Gi", pods: "110" },
      allocatable: { cpu: "7800m", memory: "30Gi", pods: "110" },
      addresses: [
        { type: "InternalIP", address: `10.0.0.${10 + Number(name.at(-1))}` },
        { type: "Hostname", address: name },
      ],
      nodeInfo: {
        kubeletVersion: "v1.31.2",
        osImage: "Debian GNU/Linux 12 (bookworm)",
        containerRuntimeVersion: "containerd://1.7.22",
        architecture: "amd64",
      },
      conditions: [
        ...HEALTHY.map((type) => ({ type, ...pressure, lastHeartbeatTime: beat, lastTransitionTime: instant(since) })),
        { type: "Ready", ...ready, lastHeartbeatTime: beat, lastTransitionTime: instant(since) },
      ],
    },
  };
}

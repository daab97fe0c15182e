import { told } from "./told.ts";

const LOOKS = {
  metrics: "Ready replicas below wanted after a pod moved.",
  logs: "None: the pod does not begin.",
  cluster: "ContainerCreating, FailedMount, “Multi-Attach error”, “volume node affinity conflict”.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} waits for its volume."] as const;

export const VOLUME_MOUNT = [
  told({
    name: "volume-attach",
    title: "Volume that cannot follow its pod",
    looks: LOOKS,
    whys: [FIRST, ["Why does it not get it?", "The volume hangs on another node or zone."]],
    test: "kubectl get volumeattachments; the zone of the volume against that of the nodes.",
    now: ["See whether the old node is really gone, then delete its VolumeAttachment"],
    short: "Use the strategy Recreate for pods with a volume for one node.",
    medium: "Use storage classes that wait for the pod (WaitForFirstConsumer).",
    long: "Keep state in services that replicate it.",
    notCaught: "It only shows when a pod moves.",
  }),
  told({
    name: "volume-mount",
    title: "Volume that cannot be mounted",
    looks: LOOKS,
    whys: [FIRST, ["Why does it not get it?", "The node cannot mount it."]],
    test: "kubectl describe pod {pod} -n {namespace}; the log of the kubelet on {node}.",
    now: ["Correct what the message names (server, path, secret), then delete the pod to try again"],
    short: "Try the mount by hand on {node}.",
    medium: "Alert on FailedMount that lasts.",
    long: "Watch storage from inside the cluster.",
    notCaught: "Running pods keep their mounts.",
  }),
];

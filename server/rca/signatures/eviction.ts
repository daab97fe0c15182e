import { told } from "./told.ts";

const LOOKS = {
  metrics: "Memory, disk or processes of the node, or scratch data of the pod, reach their limit.",
  logs: "The program is ended in the middle of its work.",
  cluster: "Pods in Evicted, “The node was low on resource”, “ephemeral local storage usage exceeds”.",
};
const UNSEEN = "Evicted pods are replaced silently.";

export const EVICTION = [
  told({
    name: "evicted",
    title: "Pod that its node put out",
    looks: LOOKS,
    whys: [
      ["Why is {service} short of pods?", "Pod {pod} was evicted from node {node}."],
      ["Why was it?", "The node ran short of memory, disk or processes."],
    ],
    test: "kubectl describe node {node}: conditions with Pressure and events of eviction.",
    now: ["Free the node: kubectl describe node {node}, then remove what grew"],
    short: "Set requests that tell the truth, so that the scheduler does not overfill nodes.",
    medium: "Alert on node pressure.",
    long: "Keep logs and scratch data off the disk of nodes, or limit them (ephemeral-storage).",
    notCaught: UNSEEN,
  }),
  told({
    name: "ephemeral-storage",
    title: "Scratch data over its limit",
    looks: LOOKS,
    whys: [
      ["Why is {service} short of pods?", "Pod {pod} was evicted: it wrote more scratch data than it may."],
      ["Why did it write so much?", "not established; logs, temporary files or an emptyDir without an end do this"],
    ],
    test: "kubectl exec {pod} -n {namespace} -- du -xh / of a pod that runs: what grows is it.",
    now: ["Raise limits.ephemeral-storage of {workload}, or write to a volume"],
    short: "Remove temporary files after use and rotate logs.",
    medium: "Alert at 80 % of ephemeral storage.",
    long: "Give scratch data a volume with a size of its own.",
    notCaught: UNSEEN,
  }),
];

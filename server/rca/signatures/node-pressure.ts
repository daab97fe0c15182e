import { told } from "./told.ts";

const LOOKS = {
  metrics: "Memory, disk or processes of one node near their end.",
  logs: "Kubelet: “eviction manager”, “image garbage collection failed”.",
  cluster: "MemoryPressure, DiskPressure or PIDPressure True; pods in Evicted.",
};

export const NODE_PRESSURE = [
  told({
    name: "node-pressure",
    title: "Node short of memory, disk or processes",
    looks: LOOKS,
    whys: [
      ["Why do pods on {node} fail?", "The node itself is not in order."],
      ["Why is it not?", "It is short of a resource and puts pods out."],
    ],
    test: "kubectl describe node {node}; df -h, free -m on it.",
    now: ["Free what grew on {node} (images, logs, scratch data)", "kubectl cordon {node} until it is well"],
    short: "Find the pod that used it up.",
    medium: "Limit ephemeral storage and memory of pods.",
    long: "Alert on disks and memory of nodes with days to spare.",
    notCaught: "Use grew slowly, below each alert.",
  }),
];

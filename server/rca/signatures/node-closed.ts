import { told } from "./told.ts";

const LOOKS = {
  metrics: "Unscheduled pods above zero while nodes have room.",
  logs: "None: the pod does not begin.",
  cluster: "SchedulingDisabled in kubectl get nodes, or a taint; FailedScheduling names it.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} was never started: no node takes it."] as const;

export const NODE_CLOSED = [
  told({
    name: "untolerated-taint",
    title: "Taint that the pod does not tolerate",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why does no node take it?", "The nodes that it may run on carry the taint {taint}."],
      ["Why are they tainted?", "not established"],
    ],
    test: "kubectl describe node {node} shows the taint and since when; the pod's tolerations stand in kubectl get pod {pod} -n {namespace} -o yaml.",
    now: ["If the taint is not meant: kubectl taint node {node} KEY:EFFECT- ; if it is, give {workload} a toleration for it"],
    short: "Record who tainted the node and why, as an annotation of the node.",
    medium: "Alert on taints that stay longer than a maintenance takes.",
    long: "Taint nodes by code that is reviewed, not by hand.",
    notCaught: "Pods that stay Pending for minutes raised no alert of their own.",
  }),
  told({
    name: "node-cordoned",
    title: "Nodes closed for new pods",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why does no node take it?", "The nodes that it may run on are cordoned."],
      ["Why were they left so?", "not established; a drain or maintenance that nobody ended does this"],
    ],
    test: "kubectl get nodes: SchedulingDisabled. After kubectl uncordon of one node the pod must start within seconds.",
    now: ["kubectl uncordon {node}"],
    short: "Find out who cordoned the nodes and whether the maintenance is over.",
    medium: "Alert when the nodes that are open hold too little room for one more replica of each workload.",
    long: "Let maintenance run as a procedure that always ends with uncordon.",
    notCaught: "A cordoned node looks healthy: it is Ready, and what runs on it goes on.",
  }),
];

import { told } from "./told.ts";

const LOOKS = {
  metrics: "Requests reach what nodes can allocate, though use may be low.",
  logs: "None: the pod does not begin.",
  cluster: "Pending, FailedScheduling “Insufficient …”, “Too many pods”, “free ports”.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} was never started: no node has room for it."] as const;
const FURTHER = ["Why does it request so much?", "not established; a mistyped unit does this as well as real growth"] as const;
const TEST = "kubectl describe nodes shows what is requested already under “Allocated resources”; compare it with the request of {workload}.";
const SHORT = "Compare requests with use (kubectl top pods -n {namespace}) and correct those that are far off.";
const MEDIUM = "Set a limit range, so that a mistyped request is refused when it is applied.";
const LONG = "Let a cluster autoscaler add nodes; keep room for one failed node.";
const UNSEEN = "Nothing compares requests with the size of nodes before they are applied.";

export const NO_ROOM = [
  told({
    name: "insufficient-cpu",
    title: "Too little CPU on the nodes",
    looks: LOOKS,
    whys: [FIRST, ["Why is there too little CPU?", "The CPU that the pod requests is more than any node has left."], FURTHER],
    test: TEST,
    now: [
      "Lower the request to what it uses: kubectl set resources deployment {workload} -n {namespace} --requests=cpu=AMOUNT; or free or add a node",
    ],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: UNSEEN,
  }),
  told({
    name: "insufficient-memory",
    title: "Too little memory on the nodes",
    looks: LOOKS,
    whys: [FIRST, ["Why is there too little memory?", "The memory that the pod requests is more than any node has left."], FURTHER],
    test: TEST,
    now: [
      "Lower the request to what it uses: kubectl set resources deployment {workload} -n {namespace} --requests=memory=AMOUNT; or free or add a node",
    ],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: UNSEEN,
  }),
  told({
    name: "insufficient-resource",
    title: "Too little of a resource on the nodes",
    looks: LOOKS,
    whys: [FIRST, ["Why is there too little of the resource?", "The pod requests more of the resource than any node has left."], FURTHER],
    test: TEST,
    now: [
      "Lower the request to what it uses: kubectl set resources deployment {workload} -n {namespace} --requests=[\\w./-]+=AMOUNT; or free or add a node",
    ],
    short: SHORT,
    medium: MEDIUM,
    long: LONG,
    notCaught: UNSEEN,
  }),
  told({
    name: "node-pods-full",
    title: "Nodes that hold as many pods as they may",
    looks: LOOKS,
    whys: [FIRST, ["Why is there no room?", "Each node has reached its most pods."]],
    test: "kubectl describe nodes: “Non-terminated Pods” against the pods under “Allocatable”.",
    now: ["Remove pods that ended, or add a node"],
    short: "Raise the most pods of the kubelet where the network plugin allows it.",
    medium: "Alert at 90 % of the pods that nodes may hold.",
    long: "Choose sizes of nodes by the number of pods, too.",
    notCaught: "CPU and memory looked free; nobody watches the number of pods.",
  }),
  told({
    name: "host-port-taken",
    title: "Host port in use on each node",
    looks: LOOKS,
    whys: [FIRST, ["Why does no node take it?", "The host port that it asks for is taken on each."]],
    test: "Look for other pods with the same hostPort.",
    now: ["Take hostPort out of {workload}, a service reaches it without"],
    short: "Search manifests for hostPort.",
    medium: "Refuse host ports by policy.",
    long: "Publish by services and ingresses only.",
    notCaught: "A second replica was never tried before.",
  }),
  told({
    name: "not-schedulable",
    title: "Pod that finds no node",
    looks: LOOKS,
    whys: [FIRST],
    test: "kubectl describe pod {pod} -n {namespace}: the message of the scheduler counts why each node refuses.",
    now: ["kubectl describe pod {pod} -n {namespace}, then correct what the scheduler names"],
    short: "Alert on pods that are Pending for more than five minutes.",
    medium: "Try manifests against the real cluster before they are merged.",
    long: "Keep spare room and few hard rules.",
    notCaught: "Pods that stay Pending raised no alert.",
  }),
];

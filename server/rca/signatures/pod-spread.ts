import { told } from "./told.ts";

const LOOKS = {
  metrics: "Unscheduled pods above zero while nodes have room.",
  logs: "None: the pod does not begin.",
  cluster: "Pending, FailedScheduling “anti-affinity rules” or “topology spread constraints”.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} was never started: no node takes it."] as const;
const UNSEEN = "Pods that stay Pending for minutes raised no alert of their own.";

export const POD_SPREAD = [
  told({
    name: "pod-anti-affinity",
    title: "Pods that keep away from one another, and too few nodes",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why does no node take it?", "Its anti-affinity wants a node without pods of its sort, and each node has one."],
      ["Why are there more pods than nodes?", "More replicas are wanted than there are places that the rule allows."],
    ],
    test: "Count ready nodes against replicas: kubectl get pods -n {namespace} -o wide. With fewer replicas than nodes the rest must be scheduled.",
    now: ["kubectl scale deployment {workload} -n {namespace} --replicas=N with N at most the number of nodes, or add a node"],
    short: "Make the rule preferred (preferredDuringSchedulingIgnoredDuringExecution) or use topology spread constraints.",
    medium: "Check the most replicas of autoscalers against the number of nodes.",
    long: "Let a cluster autoscaler add nodes for pods that wait.",
    notCaught: UNSEEN,
  }),
  told({
    name: "topology-spread",
    title: "Topology spread that cannot be kept",
    looks: LOOKS,
    whys: [FIRST, ["Why does no node take it?", "Each place would make the spread over zones or nodes more uneven than its constraint allows."]],
    test: "Count pods by zone: kubectl get pods -n {namespace} -o wide.",
    now: ["Set whenUnsatisfiable: ScheduleAnyway for {workload}, or raise maxSkew"],
    short: "Add room in the zone that lacks it.",
    medium:
      "Try manifests against the real cluster before they are merged (kubectl diff, a server-side dry run, a scheduling check in the pipeline).",
    long: "Let the autoscaler add nodes zone by zone.",
    notCaught: UNSEEN,
  }),
];

import { told } from "./told.ts";

const LABELS = "kubectl get nodes --show-labels";
const NOT_RUNNING = ["Why does {service} not answer?", "Pod {pod} was never started: no node takes it."] as const;
const ALERT = "Pods that stay Pending for minutes raised no alert of their own.";
const DRY_RUN =
  "Try manifests against the real cluster before they are merged (kubectl diff, a server-side dry run, a scheduling check in the pipeline).";

/** Pods that wait because of where they may run. */
export const PLACEMENT = [
  told({
    name: "node_selector",
    title: "Node selector that no node matches",
    says: [/didn't match (pod's )?node (affinity\/)?selector/i],
    whys: [
      NOT_RUNNING,
      ["Why does no node take it?", "Its node selector {selector} matches the labels of none."],
      ["Why do labels and selector differ?", "not established"],
    ],
    test: `Compare the selector with the labels: ${LABELS}. If one node carries the label, something else keeps the pod off.`,
    now: [
      "kubectl label node NODE {selector}, if a node is meant to carry it; else take the selector out: kubectl edit deployment {workload} -n {namespace}",
    ],
    short: "Alert on pods that are Pending for more than five minutes.",
    medium: DRY_RUN,
    long: "Keep the labels of nodes in the code that makes the nodes, so that selectors and labels change together.",
    notCaught: ALERT,
  }),
  told({
    name: "node_affinity",
    title: "Node affinity that no node satisfies",
    says: [/didn't match pod's node affinity/i],
    whys: [NOT_RUNNING, ["Why does no node take it?", "Its required node affinity holds for none of the nodes that are open."]],
    test: `Evaluate the terms of the affinity against ${LABELS}.`,
    now: ["Correct the terms, or make them preferred instead of required: kubectl edit deployment {workload} -n {namespace}"],
    short: "Alert on pods that are Pending for more than five minutes.",
    medium: DRY_RUN,
    long: "Use preferred rules where a pod could run elsewhere; keep required ones for what truly cannot.",
    notCaught: ALERT,
  }),
  told({
    name: "pod_anti_affinity",
    title: "Pods that keep away from one another, and too few nodes",
    says: [/anti-?affinity/i],
    whys: [
      NOT_RUNNING,
      ["Why does no node take it?", "Its anti-affinity wants a node without pods of its sort, and each node has one."],
      ["Why are there more pods than nodes?", "More replicas are wanted than there are places that the rule allows."],
    ],
    test: "Count ready nodes against replicas: kubectl get pods -n {namespace} -o wide. With fewer replicas than nodes the rest must be scheduled.",
    now: ["kubectl scale deployment {workload} -n {namespace} --replicas=N with N at most the number of nodes, or add a node"],
    short: "Make the rule preferred (preferredDuringSchedulingIgnoredDuringExecution) or use topology spread constraints.",
    medium: "Check the most replicas of autoscalers against the number of nodes.",
    long: "Let a cluster autoscaler add nodes for pods that wait.",
    notCaught: ALERT,
  }),
  told({
    name: "untolerated_taint",
    title: "Taint that the pod does not tolerate",
    says: [/untolerated taint|had taint|didn't tolerate/i],
    whys: [
      NOT_RUNNING,
      ["Why does no node take it?", "The nodes that it may run on carry the taint {taint}."],
      ["Why are they tainted?", "not established"],
    ],
    test: "kubectl describe node {node} shows the taint and since when; the pod's tolerations stand in kubectl get pod {pod} -n {namespace} -o yaml.",
    now: ["If the taint is not meant: kubectl taint node {node} KEY:EFFECT- ; if it is, give {workload} a toleration for it"],
    short: "Record who tainted the node and why, as an annotation of the node.",
    medium: "Alert on taints that stay longer than a maintenance takes.",
    long: "Taint nodes by code that is reviewed, not by hand.",
    notCaught: ALERT,
  }),
  told({
    name: "node_cordoned",
    title: "Nodes closed for new pods",
    says: [/SchedulingDisabled|node\(s\) were unschedulable|cordon/i],
    whys: [
      NOT_RUNNING,
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
  told({
    name: "topology_spread",
    title: "Topology spread that cannot be kept",
    says: [/topology spread constraints/i],
    whys: [
      NOT_RUNNING,
      ["Why does no node take it?", "Each place would make the spread over zones or nodes more uneven than its constraint allows."],
    ],
    test: "Count pods by zone: kubectl get pods -n {namespace} -o wide.",
    now: ["Set whenUnsatisfiable: ScheduleAnyway for {workload}, or raise maxSkew"],
    short: "Add room in the zone that lacks it.",
    medium: DRY_RUN,
    long: "Let the autoscaler add nodes zone by zone.",
    notCaught: ALERT,
  }),
];

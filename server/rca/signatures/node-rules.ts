import { told } from "./told.ts";

const LOOKS = {
  metrics: "Unscheduled pods above zero.",
  logs: "None: the pod does not begin.",
  cluster: "Pending, FailedScheduling “didn't match Pod's node affinity/selector”.",
};
const FIRST = ["Why does {service} not answer?", "Pod {pod} was never started: no node takes it."] as const;
const SHORT = "Alert on pods that are Pending for more than five minutes.";
const MEDIUM =
  "Try manifests against the real cluster before they are merged (kubectl diff, a server-side dry run, a scheduling check in the pipeline).";
const UNSEEN = "Pods that stay Pending for minutes raised no alert of their own.";

export const NODE_RULES = [
  told({
    name: "node-selector",
    title: "Node selector that no node matches",
    looks: LOOKS,
    whys: [
      FIRST,
      ["Why does no node take it?", "Its node selector {selector} matches the labels of none."],
      ["Why do labels and selector differ?", "not established"],
    ],
    test: "Compare the selector with the labels: kubectl get nodes --show-labels. If one node carries the label, something else keeps the pod off.",
    now: [
      "kubectl label node NODE {selector}, if a node is meant to carry it; else take the selector out: kubectl edit deployment {workload} -n {namespace}",
    ],
    short: SHORT,
    medium: MEDIUM,
    long: "Keep the labels of nodes in the code that makes the nodes, so that selectors and labels change together.",
    notCaught: UNSEEN,
  }),
  told({
    name: "node-affinity",
    title: "Node affinity that no node satisfies",
    looks: LOOKS,
    whys: [FIRST, ["Why does no node take it?", "Its required node affinity holds for none of the nodes that are open."]],
    test: "Evaluate the terms of the affinity against kubectl get nodes --show-labels.",
    now: ["Correct the terms, or make them preferred instead of required: kubectl edit deployment {workload} -n {namespace}"],
    short: SHORT,
    medium: MEDIUM,
    long: "Use preferred rules where a pod could run elsewhere; keep required ones for what truly cannot.",
    notCaught: UNSEEN,
  }),
];

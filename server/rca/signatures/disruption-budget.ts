import { told } from "./told.ts";

const LOOKS = {
  metrics: "Nothing.",
  logs: "Drain: “Cannot evict pod as it would violate the pod's disruption budget”.",
  cluster: "ALLOWED DISRUPTIONS 0; a node that stays SchedulingDisabled.",
};

export const DISRUPTION_BUDGET = [
  told({
    name: "disruption-budget",
    title: "Disruption budget that lets nothing go",
    looks: LOOKS,
    whys: [["Why can nodes not be drained?", "The budget {object} allows no disruption."]],
    test: "kubectl get pdb {object} -n {namespace}",
    now: ["Add a replica of {workload}, or lower minAvailable of {object}"],
    short: "Check budgets against replicas.",
    medium: "Check it in the pipeline: minAvailable below replicas.",
    long: "Use maxUnavailable: 1.",
    notCaught: "It only shows in maintenance.",
  }),
];

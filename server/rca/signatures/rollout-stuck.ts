import { told } from "./told.ts";

const LOOKS = {
  metrics: "Old and new versions serve side by side, or the old one alone.",
  logs: "Whatever ends the new pods.",
  cluster: "Progressing False with ProgressDeadlineExceeded, or paused.",
};

export const ROLLOUT_STUCK = [
  told({
    name: "rollout-paused",
    title: "Rollout that is paused",
    looks: LOOKS,
    whys: [["Why does {service} not change?", "Its rollout is paused."]],
    test: "kubectl rollout status deployment {workload} -n {namespace}",
    now: ["kubectl rollout resume deployment {workload} -n {namespace}"],
    short: "See who paused it.",
    medium: "Alert on rollouts that stand still.",
    long: "Pause in the pipeline, not in the cluster.",
    notCaught: "A pause is no error.",
  }),
];

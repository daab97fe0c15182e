import { told } from "./told.ts";

const LOOKS = {
  metrics: "CPU stays above its target while replicas stay flat.",
  logs: "Controller: “failed to get cpu utilization”.",
  cluster: "TARGETS <unknown>, REPLICAS equal to MAXPODS, a target that does not exist.",
};
const UNSEEN = "Without load nobody misses it.";

export const AUTOSCALER = [
  told({
    name: "scaler-target",
    title: "Autoscaler without a target",
    looks: LOOKS,
    whys: [["Why does {service} not scale?", "Its autoscaler {object} points to something that does not exist."]],
    test: "kubectl describe hpa {object} -n {namespace}",
    now: ["Correct scaleTargetRef of {object}"],
    short: "Scale by hand until then.",
    medium: "Check references in the pipeline.",
    long: "Write autoscaler and workload from one chart.",
    notCaught: UNSEEN,
  }),
  told({
    name: "scaler-metrics",
    title: "Autoscaler without figures",
    looks: LOOKS,
    whys: [["Why does {service} not scale?", "Its autoscaler {object} gets no metrics that it can use."]],
    test: "kubectl top pods -n {namespace}; kubectl describe hpa {object} -n {namespace}",
    now: [
      "Set CPU requests of {workload}; mend the metrics server",
      "scale by hand until then: kubectl scale deployment {workload} -n {namespace} --replicas=N",
    ],
    short: "See whether metrics-server runs.",
    medium: "Alert on autoscalers that are not active.",
    long: "Require requests by policy.",
    notCaught: UNSEEN,
  }),
  told({
    name: "scaler-limit",
    title: "Autoscaler at its most replicas",
    looks: LOOKS,
    whys: [["Why is {service} overloaded?", "Its autoscaler {object} may not add more replicas."]],
    test: "kubectl describe hpa {object} -n {namespace}: desired against maximum.",
    now: ["Raise maxReplicas of {object}, when nodes and what it calls can take it"],
    short: "Find what brought the load.",
    medium: "Alert at the maximum.",
    long: "Test how far it scales.",
    notCaught: "At its maximum it counts as healthy.",
  }),
];

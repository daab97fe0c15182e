import { told } from "./told.ts";

const LOOKS = { metrics: "Replicas and requests fall to zero at one instant.", logs: "An orderly end.", cluster: "READY 0/0; endpoints <none>." };

export const SCALED_TO_ZERO = [
  told({
    name: "scaled-to-zero",
    title: "Workload scaled to nothing",
    looks: LOOKS,
    whys: [["Why does {service} not answer?", "It wants no replicas."]],
    test: "kubectl get deployment {workload} -n {namespace}; its events say when it was scaled.",
    now: ["kubectl scale deployment {workload} -n {namespace} --replicas=N"],
    short: "See who scaled it and why.",
    medium: "Alert on services without endpoints.",
    long: "Let only reviewed changes scale production.",
    notCaught: "Nothing is broken by its own measure.",
  }),
];

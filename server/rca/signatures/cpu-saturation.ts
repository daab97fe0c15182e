import { told } from "./told.ts";

const LOOKS = {
  metrics: "CPU use at the top, waiting for it grows, durations with it.",
  logs: "“took … ms” that grows for all work alike.",
  cluster: "kubectl top near the limit; probes that time out.",
};

export const CPU_SATURATION = [
  told({
    name: "cpu-saturation",
    title: "CPU overloaded",
    looks: LOOKS,
    whys: [
      ["Why are requests slow?", "Calls to {service} take longer than they did."],
      ["Why do they?", "Its CPU has more to do than in its calm time."],
    ],
    test: "kubectl top pods -n {namespace}; a profile of what runs.",
    now: ["kubectl scale deployment {workload} -n {namespace} --replicas=N"],
    short: "Find what uses it.",
    medium: "Scale by CPU (HPA).",
    long: "Test with more load than expected.",
    notCaught: "The alert on CPU has a threshold above where latency suffers.",
  }),
];

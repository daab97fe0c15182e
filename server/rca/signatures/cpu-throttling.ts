import { told } from "./told.ts";

const LOOKS = {
  metrics: "Throttled periods rise although average CPU looks moderate.",
  logs: "Nothing; slow work of all sorts.",
  cluster: "A CPU limit near what kubectl top shows.",
};

export const CPU_THROTTLING = [
  told({
    name: "cpu-throttling",
    title: "CPU throttled at its limit",
    looks: LOOKS,
    whys: [
      ["Why are requests slow?", "Calls to {service} take longer than they did."],
      ["Why do they?", "Its containers wait for CPU: they have used up what their limit allows in each period."],
    ],
    test: "Compare container_cpu_cfs_throttled_seconds with its CPU use; with a higher limit both the waiting and the latency must fall at once.",
    now: [
      "kubectl set resources deployment {workload} -n {namespace} --limits=cpu=AMOUNT, or add replicas: kubectl scale deployment {workload} -n {namespace} --replicas=N",
    ],
    short: "Find what uses the CPU (a profile, the requests of that time).",
    medium: "Alert on throttling, not only on use.",
    long: "Set requests by measured use and leave CPU limits out where pods are trusted.",
    notCaught: "Average use over a minute looks low while each period is used up.",
  }),
];

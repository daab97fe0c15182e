import { told } from "./told.ts";

const LOOKS = {
  metrics: "Memory is near its limit; reclaiming, collection or swapping costs CPU.",
  logs: "“low on memory”, long pauses.",
  cluster: "MemoryPressure of the node; memory of the pod near its limit in kubectl top.",
};

export const MEMORY_PRESSURE = [
  told({
    name: "memory-pressure",
    title: "Memory nearly used up",
    looks: LOOKS,
    whys: [
      ["Why are requests slow?", "Calls to {service} take longer than they did."],
      ["Why do they?", "It is near its memory limit."],
    ],
    test: "Its memory over hours: a steady climb is a leak.",
    now: ["Raise its memory limit, or restart it in turns: kubectl rollout restart deployment {workload} -n {namespace}"],
    short: "Take a heap profile before it is killed.",
    medium: "Alert at 90 % of the limit.",
    long: "Test for hours with real load.",
    notCaught: "No alert watches memory against limits.",
  }),
];

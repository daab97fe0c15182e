import { told } from "./told.ts";

const LOOKS = {
  metrics: "Busy threads reach their most and stay there; waiting requests grow.",
  logs: "“RejectedExecution”, “unable to create native thread”, “worker limit reached”.",
  cluster: "Probes time out although CPU is low.",
};

export const THREAD_POOL = [
  told({
    name: "thread-pool",
    title: "Threads or workers exhausted",
    looks: LOOKS,
    says: [
      /\b(?:thread|worker|executor|goroutine|process)\b(?: pool)?.{0,50}\b(?:exhaust\w*|starv\w*|rejected|saturated|full|limit reached|busy)\b|\bRejectedExecution\w*|\bunable to create (?:new )?native thread\b|\bResource temporarily unavailable\b|\bEAGAIN\b|\btoo many open files\b|\bEMFILE\b|\bmax_?workers\b|\bserver reached \S+ setting\b/i,
    ],
    metrics: [{ name: /thread|worker/i, direction: "up" }],
    whys: [
      ["Why does {service} not take requests?", "All its threads, workers or open files are in use"],
      ["Why are they?", "They wait for something slow, or are never given back"],
    ],
    test: "Take a thread dump: what do most of them wait for?",
    now: ["Restart {service}, and take load off what its threads wait for."],
    short: "Give every wait a time limit.",
    medium: "Alert on the share of busy workers.",
    long: "Keep slow dependencies in pools of their own.",
    notCaught: "Busy workers were not counted.",
  }),
];

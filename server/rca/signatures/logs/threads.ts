import type { Signature } from "../signature.ts";

export const THREADS: Signature = {
  name: "threads_exhausted",
  title: "Threads or workers exhausted",
  says: [
    /\b(?:thread|worker|executor|goroutine|process)\b(?: pool)?.{0,50}\b(?:exhaust\w*|starv\w*|rejected|saturated|full|limit reached|busy)\b|\bRejectedExecution\w*|\bunable to create (?:new )?native thread\b|\bResource temporarily unavailable\b|\bEAGAIN\b|\btoo many open files\b|\bEMFILE\b|\bmax_?workers\b|\bserver reached \S+ setting\b/i,
  ],
  metrics: [{ name: /thread|worker/i, direction: "up" }],
  whys: [
    { why: "Why does {service} not take requests?", because: "All its threads, workers or open files are in use" },
    { why: "Why are they?", because: "They wait for something slow, or are never given back" },
  ],
  test: "Take a thread dump: what do most of them wait for?",
  recommendations: [
    { horizon: "immediate", text: "Restart {service}, and take load off what its threads wait for." },
    { horizon: "short", text: "Give every wait a time limit." },
    { horizon: "medium", text: "Alert on the share of busy workers." },
    { horizon: "long", text: "Keep slow dependencies in pools of their own." },
  ],
  notCaught: "Busy workers were not counted.",
};

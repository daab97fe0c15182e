import type { Signature } from "../signature.ts";

export const THREAD_POOL: Signature = {
  name: "thread-pool",
  title: "Threads exhausted",
  says: [/thread pool|RejectedExecution|too many threads/i],
  whys: [{ why: "Why do requests to {service} wait?", because: "Its threads are all busy, more than the requests explain." }],
  test: "Take thread dumps some seconds apart; what does not move is the lock or call they wait for.",
  recommendations: [
    { horizon: "immediate", text: "Restart the affected instances of {service}." },
    { horizon: "medium", text: "Alert on busy threads against the size of the pool." },
  ],
  notCaught: "Busy threads are seldom exported as a metric.",
};

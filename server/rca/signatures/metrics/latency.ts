import type { Signature } from "../signature.ts";

export const SLOW_SERVICE: Signature = {
  name: "latency",
  title: "Slow service",
  says: [/slow (response|request|query)|latency (is )?(high|raised|increased)/i],
  whys: [
    { why: "Why are callers of {service} slow?", because: "{service} answers more slowly, and nothing that it calls explains it." },
    { why: "Why is {service} slow?", because: "Not established by metrics." },
  ],
  test: "Split the duration of {service} into its own time and that of its calls, from traces or a profile.",
  recommendations: [
    { horizon: "immediate", text: "Roll back the newest change to {service}." },
    { horizon: "short", text: "Take traces of slow requests through {service}." },
  ],
  notCaught: "Averages over all paths hide one slow path.",
};

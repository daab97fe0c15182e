import type { Signature } from "../signature.ts";

export const RATE_LIMIT: Signature = {
  name: "rate_limited",
  title: "Rate limit exceeded",
  says: [
    /\b(?:too many requests|rate[- _]?limit(?:ed|s|ing)?(?: has been)? ?(?:exceeded|reached|hit)?|throttl(?:ed|ing)|ThrottlingException|RESOURCE_EXHAUSTED|request limit exceeded|slow down)\b|\b(?:status|code|http)\D{0,4}429\b/i,
    /\btraffic (?:spike|surge|burst)\b/i,
  ],
  metrics: [{ name: /requests?(?:_per|_rate|_total)|throughput|rps|qps/i, direction: "up" }],
  whys: [
    { why: "Why were requests refused?", because: "More came than the limit of {service} allows" },
    { why: "Why did so many come?", because: "One client or release sends far more than before, or retries without waiting" },
  ],
  test: "Count requests by client and path before and after, and compare with the limit.",
  recommendations: [
    { horizon: "immediate", text: "Stop or slow the client that sends most; raise the limit only if what stands behind it can bear it." },
    { horizon: "short", text: "Let clients back off as the answer says, with jitter." },
    { horizon: "medium", text: "Limit by client, and alert at 80 % of a limit." },
    { horizon: "long", text: "Agree budgets with the clients." },
  ],
  notCaught: "The rate against the limit was not on a chart; the refusals came as a surprise.",
};

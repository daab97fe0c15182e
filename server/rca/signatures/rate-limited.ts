import { told } from "./told.ts";

const LOOKS = {
  metrics: "Answers 429 rise while work done stays flat at one figure.",
  logs: "“too many requests”, “throttled”, RESOURCE_EXHAUSTED.",
  cluster: "Nothing: pods are well.",
};

export const RATE_LIMITED = [
  told({
    name: "rate-limited",
    title: "Rate limit exceeded",
    looks: LOOKS,
    says: [
      /\b(?:too many requests|rate[- _]?limit(?:ed|s|ing)?(?: has been)? ?(?:exceeded|reached|hit)?|throttl(?:ed|ing)|ThrottlingException|RESOURCE_EXHAUSTED|request limit exceeded|slow down)\b|\b(?:status|code|http)\D{0,4}429\b/i,
      /\btraffic (?:spike|surge|burst)\b/i,
    ],
    metrics: [{ name: /requests?(?:_per|_rate|_total)|throughput|rps|qps/i, direction: "up" }],
    whys: [
      ["Why were requests refused?", "More came than the limit of {service} allows"],
      ["Why did so many come?", "One client or release sends far more than before, or retries without waiting"],
    ],
    test: "Count requests by client and path before and after, and compare with the limit.",
    now: ["Stop or slow the client that sends most; raise the limit only if what stands behind it can bear it."],
    short: "Let clients back off as the answer says, with jitter.",
    medium: "Limit by client, and alert at 80 % of a limit.",
    long: "Agree budgets with the clients.",
    notCaught: "The rate against the limit was not on a chart; the refusals came as a surprise.",
  }),
];

import { told } from "./told.ts";

const LOOKS = {
  metrics: "Durations pile up at one round figure, the time limit.",
  logs: "“context deadline exceeded”, “timed out”, 504.",
  cluster: "Nothing, or readiness probes that time out in a row of services.",
};

export const DEPENDENCY_TIMEOUT = [
  told({
    name: "dependency-timeout",
    title: "Calls time out",
    looks: LOOKS,
    says: [
      /\b(?:timed? ?-?out|deadline exceeded|ETIMEDOUT|read timeout|context deadline|gateway timeout|(?:Connect|Read|Socket)?Timeout(?:Error|Exception)?|504)\b/i,
      /\b(?:network|connectivity) (?:timeout|degrad\w*|flapping|issues?|severely)\b/i,
    ],
    metrics: [{ name: /latency|duration|response_?time/i, direction: "up" }],
    whys: [
      ["Why did requests to {service} fail?", "What they wait for did not answer in time"],
      ["Why did it not answer?", "The other side or the way to it is slow or lost"],
    ],
    test: "Measure the time on both sides of the call: slow on both is the other side, slow on the caller's alone is the network or a queue before it.",
    now: ["Shed or divert load from the slow dependency; shorten the time limit so that callers fail fast."],
    short: "Give each call a time limit and a budget of retries.",
    medium: "Alert on the share of calls near their limit.",
    long: "Let {service} answer without this dependency, in part.",
    notCaught: "The limit was longer than anybody watches: calls were slow before they failed.",
  }),
];

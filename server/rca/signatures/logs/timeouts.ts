import type { Signature } from "../signature.ts";

export const TIMEOUTS: Signature = {
  name: "dependency_timeout",
  title: "Calls time out",
  says: [
    /\b(?:timed? ?-?out|deadline exceeded|ETIMEDOUT|read timeout|context deadline|gateway timeout|(?:Connect|Read|Socket)?Timeout(?:Error|Exception)?|504)\b/i,
    /\b(?:network|connectivity) (?:timeout|degrad\w*|flapping|issues?|severely)\b/i,
  ],
  metrics: [{ name: /latency|duration|response_?time/i, direction: "up" }],
  whys: [
    { why: "Why did requests to {service} fail?", because: "What they wait for did not answer in time" },
    { why: "Why did it not answer?", because: "The other side or the way to it is slow or lost" },
  ],
  test: "Measure the time on both sides of the call: slow on both is the other side, slow on the caller's alone is the network or a queue before it.",
  recommendations: [
    { horizon: "immediate", text: "Shed or divert load from the slow dependency; shorten the time limit so that callers fail fast." },
    { horizon: "short", text: "Give each call a time limit and a budget of retries." },
    { horizon: "medium", text: "Alert on the share of calls near their limit." },
    { horizon: "long", text: "Let {service} answer without this dependency, in part." },
  ],
  notCaught: "The limit was longer than anybody watches: calls were slow before they failed.",
};

import type { Signature } from "../signature.ts";

export const RATE_LIMITED: Signature = {
  name: "rate-limited",
  title: "Rate limited",
  says: [/rate.?limit|too many requests|\b429\b/i],
  whys: [{ why: "Why are calls to {service} refused?", because: "More requests come than its limit allows." }],
  test: "Split refused requests by client and limit.",
  recommendations: [
    { horizon: "immediate", text: "Raise the limit for the affected client, or slow it down." },
    { horizon: "medium", text: "Show each client its use of the limit." },
  ],
  notCaught: "Refused requests often do not count as errors.",
};

import type { Signature } from "../signature.ts";

export const QUOTA: Signature = {
  name: "quota_exceeded",
  title: "Quota used up",
  says: [
    /\b(?:quota|usage limit|plan limit|spending limit|credit)s?\b.{0,40}\b(?:exceeded|reached|exhausted|used up)\b|\b(?:exceeded|insufficient)\b.{0,30}\bquota\b|\bLimitExceeded\w*|\bQuotaExceeded\w*/i,
  ],
  whys: [
    { why: "Why was {service} refused more?", because: "Its quota is used up" },
    { why: "Why is it?", because: "Use grew, or something uses far more than it should" },
  ],
  test: "See use by day and by consumer, against the quota.",
  recommendations: [
    { horizon: "immediate", text: "Ask for more, or stop what uses most." },
    { horizon: "short", text: "Clean up what is no longer used." },
    { horizon: "medium", text: "Alert at 80 % of each quota." },
    { horizon: "long", text: "Plan quotas with the growth of the service." },
  ],
  notCaught: "Use against the quota was on no chart.",
};

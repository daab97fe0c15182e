import type { Signature } from "../signature.ts";

export const FEATURE_FLAG: Signature = {
  name: "feature_flag",
  title: "Feature flag changed",
  says: [
    /\b(?:feature[- _]?(?:flag|toggle)|flag|toggle|experiment|rollout)\b.{0,60}\b(?:enabled|disabled|turned o(?:n|ff)|changed|switched|not found|evaluat\w+ (?:failed|error))\b/i,
  ],
  whys: [
    { why: "Why does {service} behave differently?", because: "A feature flag was switched" },
    { why: "Why does the new path fail?", because: "It was not run under real load and data before" },
  ],
  test: "Switch the flag back for a few, and compare.",
  recommendations: [
    { horizon: "immediate", text: "Switch the flag back." },
    { horizon: "short", text: "Switch flags step by step, watching errors." },
    { horizon: "medium", text: "Record each switch beside the charts." },
    { horizon: "long", text: "Remove flags that have served." },
  ],
  notCaught: "Switches of flags are not shown where incidents are looked at.",
};

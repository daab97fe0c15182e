import { told } from "./told.ts";

const LOOKS = {
  metrics: "Errors or durations step at the switch, in the share of users that it covers.",
  logs: "“flag … enabled”, “evaluation failed”.",
  cluster: "Nothing: no rollout, no restart.",
};

export const FEATURE_FLAG = [
  told({
    name: "feature-flag",
    title: "Feature flag changed",
    looks: LOOKS,
    says: [
      /\b(?:feature[- _]?(?:flag|toggle)|flag|toggle|experiment|rollout)\b.{0,60}\b(?:enabled|disabled|turned o(?:n|ff)|changed|switched|not found|evaluat\w+ (?:failed|error))\b/i,
    ],
    whys: [
      ["Why does {service} behave differently?", "A feature flag was switched"],
      ["Why does the new path fail?", "It was not run under real load and data before"],
    ],
    test: "Switch the flag back for a few, and compare.",
    now: ["Switch the flag back."],
    short: "Switch flags step by step, watching errors.",
    medium: "Record each switch beside the charts.",
    long: "Remove flags that have served.",
    notCaught: "Switches of flags are not shown where incidents are looked at.",
  }),
];

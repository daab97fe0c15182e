import { told } from "./told.ts";

const LOOKS = {
  metrics: "Use is flat at exactly the quota.",
  logs: "“quota exceeded”, LimitExceeded, “exceeded quota: …”.",
  cluster: "FailedCreate events; a ResourceQuota whose used equals hard.",
};

export const QUOTA = [
  told({
    name: "quota-exceeded",
    title: "Quota used up",
    looks: LOOKS,
    says: [
      /\b(?:quota|usage limit|plan limit|spending limit|credit)s?\b.{0,40}\b(?:exceeded|reached|exhausted|used up)\b|\b(?:exceeded|insufficient)\b.{0,30}\bquota\b|\bLimitExceeded\w*|\bQuotaExceeded\w*/i,
    ],
    whys: [
      ["Why was {service} refused more?", "Its quota is used up"],
      ["Why is it?", "Use grew, or something uses far more than it should"],
    ],
    test: "See use by day and by consumer, against the quota.",
    now: ["Ask for more, or stop what uses most."],
    short: "Clean up what is no longer used.",
    medium: "Alert at 80 % of each quota.",
    long: "Plan quotas with the growth of the service.",
    notCaught: "Use against the quota was on no chart.",
  }),
  told({
    name: "namespace-quota",
    title: "Quota of a namespace used up",
    looks: LOOKS,
    whys: [
      ["Why is something missing in namespace {namespace}?", "Its resource quota {quota} refuses what would pass it."],
      ["Why is the quota used up?", "not established; growth, leftovers or a quota that was set too low do this"],
    ],
    test: "kubectl describe resourcequota {quota} -n {namespace}: used against hard.",
    now: ["Raise it: kubectl edit resourcequota {quota} -n {namespace}; or free what is not needed there"],
    short: "List what uses the quota and delete leftovers.",
    medium: "Alert at 90 % of each quota.",
    long: "Plan quotas with those who own the namespace, with room for a rollout (old and new pods stand side by side).",
    notCaught: "Refused pods do not exist, so nothing that counts pods sees them.",
  }),
];

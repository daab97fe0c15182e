import type { Signature } from "../signature.ts";

export const TRAFFIC_SURGE: Signature = {
  name: "traffic-surge",
  title: "Traffic surge",
  says: [/traffic (spike|surge)|load spike/i],
  whys: [
    {
      why: "Why does {service} have so much to do?",
      because: "It is asked more than in any comparable time before, and its resources grow with the requests.",
    },
    { why: "Why do requests rise?", because: "Not established by metrics: a campaign, a retry storm, a crawler, or a client without limits." },
  ],
  test: "Split requests by client, path and answer: a surge of users is spread, a retry storm repeats failed requests.",
  recommendations: [
    { horizon: "immediate", text: "Scale {service} out, or limit the heaviest clients." },
    { horizon: "medium", text: "Autoscale on requests in flight, and bound retries with a budget." },
  ],
  notCaught: "Capacity is checked against the usual peak.",
};

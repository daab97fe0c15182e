import type { Signature } from "../signature.ts";

export const QUEUE_LAG: Signature = {
  name: "queue-lag",
  title: "Queue lag",
  says: [/consumer lag|queue (depth|is full|backlog)/i],
  whys: [
    { why: "Why is work of {service} late?", because: "More comes in than its consumers take, so it waits." },
    { why: "Why do consumers not keep up?", because: "Not established by metrics: slower handling, fewer consumers, or more messages." },
  ],
  test: "Compare the rates of messages in and out, and the number of consumers, before and after.",
  recommendations: [
    { horizon: "immediate", text: "Add consumers, or pause the source." },
    { horizon: "medium", text: "Alert on the age of the oldest message." },
  ],
  notCaught: "Depth alone does not say how late work is.",
};

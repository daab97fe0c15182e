import { told } from "./told.ts";

const LOOKS = {
  metrics: "Durations rise here, and nothing that it calls explains it.",
  logs: "“took … ms”, “completed in … s” of one piece of work.",
  cluster: "Nothing: pods are well.",
};

export const LATENCY = [
  told({
    name: "latency",
    title: "Work that takes long",
    looks: LOOKS,
    whys: [
      ["Why are requests slow?", "Calls to {service} take longer than they did."],
      ["Why do they?", "not established; usually: one piece of work in {service} takes nearly all of the time."],
    ],
    test: "Run that piece of work alone and measure it (EXPLAIN ANALYZE for a query).",
    now: ["Take it out of the way of requests if it can wait (a flag, a cache, a timeout)"],
    short: "Find what changed for it: data, plan, index, the other end.",
    medium: "Give it a timeout and a budget.",
    long: "Watch durations by piece of work.",
    notCaught: "Only the sum is measured.",
  }),
];

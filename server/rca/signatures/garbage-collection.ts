import { told } from "./told.ts";

const LOOKS = {
  metrics: "Pauses and collections rise, heap stays high after each.",
  logs: "“GC overhead limit”, long pauses in the collector's log.",
  cluster: "Probes that time out in bursts.",
};

export const GARBAGE_COLLECTION = [
  told({
    name: "garbage-collection",
    title: "Garbage collection",
    looks: LOOKS,
    whys: [
      ["Why does {service} stop again and again?", "It spends its time on garbage collection."],
      ["Why so much of it?", "Not established by metrics: too small a heap, or many more objects."],
    ],
    test: "Look at the heap after each full collection: if it stays high, memory leaks; if not, too much is allocated.",
    now: ["Raise the heap of {service} or add instances."],
    short: "Profile allocations.",
    medium: "Alert on the share of time in collection.",
    long: "Test with production's heap and data.",
    notCaught: "Pauses hide in the slow tail of latency.",
  }),
];

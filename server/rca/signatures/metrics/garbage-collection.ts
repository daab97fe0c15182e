import type { Signature } from "../signature.ts";

export const GARBAGE_COLLECTION: Signature = {
  name: "garbage-collection",
  title: "Garbage collection",
  says: [/gc (pause|overhead)|garbage collect/i],
  whys: [
    { why: "Why does {service} stop again and again?", because: "It spends its time on garbage collection." },
    { why: "Why so much of it?", because: "Not established by metrics: too small a heap, or many more objects." },
  ],
  test: "Look at the heap after each full collection: if it stays high, memory leaks; if not, too much is allocated.",
  recommendations: [
    { horizon: "immediate", text: "Raise the heap of {service} or add instances." },
    { horizon: "short", text: "Profile allocations." },
  ],
  notCaught: "Pauses hide in the slow tail of latency.",
};

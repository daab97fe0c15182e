import type { Signature } from "../signature.ts";

export const MEMORY_PRESSURE: Signature = {
  name: "memory-pressure",
  title: "Memory pressure",
  says: [/memory (usage|pressure|utili[sz]ation)/i, /low on memory/i],
  whys: [
    {
      why: "Why is {service} in trouble?",
      because: "Its memory use jumped, which costs reclaiming, garbage collection or swapping, and ends in a kill at the limit.",
    },
    {
      why: "Why did the memory use jump?",
      because: "Not established by metrics: a larger working set, a cache without bound, or a load of large objects.",
    },
  ],
  test: "Look at memory by kind (heap, cache, mapped files): only what cannot be reclaimed presses.",
  recommendations: [
    { horizon: "immediate", text: "Restart the instances of {service} one by one, or raise the memory limit." },
    { horizon: "short", text: "Take a heap dump while memory is high and find what holds it." },
    { horizon: "medium", text: "Alert at 80 % of the memory limit." },
  ],
  notCaught: "Memory is often watched only by the kill that ends it.",
};

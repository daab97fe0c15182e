import type { Signature } from "../signature.ts";

export const MEMORY_EXHAUSTED: Signature = {
  name: "memory_exhausted",
  title: "Memory exhausted",
  says: [
    /\bout ?of ?memory\b|\bOutOfMemory(?:Error|Exception)\b|\boom[- _]?kill\w*/i,
    /\b(?:java heap space|gc overhead limit exceeded|metaspace|cannot allocate memory|heap out of memory|allocation failed|memoryerror|bad_alloc|killed process \d+)\b/i,
  ],
  metrics: [{ name: /mem(?:ory)?|heap|rss/i, direction: "up" }],
  whys: [
    { why: "Why did {service} fail?", because: "It asked for more memory than it may have" },
    { why: "Why did it need so much?", because: "A leak, an unbounded cache or result, or more work at once than before" },
  ],
  test: "See whether memory rises steadily (a leak) or with the load, and what was deployed before it began to rise.",
  recommendations: [
    { horizon: "immediate", text: "Restart {service}; raise its memory limit if the node has room." },
    { horizon: "short", text: "Take a heap dump at 90 % and bound caches, batches and result sets." },
    { horizon: "medium", text: "Alert on memory that rises for hours." },
    { horizon: "long", text: "Run soak tests before releases." },
  ],
  notCaught: "Memory was looked at as a level, not as a trend.",
};

import type { Signature } from "../signature.ts";

export const MEMORY_LEAK: Signature = {
  name: "memory-leak",
  title: "Memory leak",
  says: [/memory leak/i],
  whys: [
    { why: "Why does {service} get worse with time?", because: "Its memory grows steadily and is never given back." },
    { why: "Why is memory not given back?", because: "Not established by metrics: something keeps references or buffers after use." },
  ],
  test: "Restart one instance: a leak falls to its base and grows again at the same pace, for the same traffic.",
  recommendations: [
    { horizon: "immediate", text: "Restart the instances of {service} one by one to win time." },
    { horizon: "short", text: "Compare two heap dumps some minutes apart; what grew is the leak." },
    { horizon: "medium", text: "Alert on the trend of memory: hours until the limit." },
  ],
  notCaught: "A slow growth stays under every fixed threshold until the end.",
};

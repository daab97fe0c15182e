import { told } from "./told.ts";

const LOOKS = {
  metrics: "Memory rises in a straight line, whatever the traffic, and falls only with a restart.",
  logs: "Nothing until the end; then “out of memory”.",
  cluster: "OOMKilled at regular intervals.",
};

export const MEMORY_LEAK = [
  told({
    name: "memory-leak",
    title: "Memory leak",
    looks: LOOKS,
    whys: [
      ["Why does {service} get worse with time?", "Its memory grows steadily and is never given back."],
      ["Why is memory not given back?", "Not established by metrics: something keeps references or buffers after use."],
    ],
    test: "Restart one instance: a leak falls to its base and grows again at the same pace, for the same traffic.",
    now: ["Restart the instances of {service} one by one to win time."],
    short: "Compare two heap dumps some minutes apart; what grew is the leak.",
    medium: "Alert on the trend of memory: hours until the limit.",
    long: "Test for hours with real load and compare memory at the beginning and the end.",
    notCaught: "A slow growth stays under every fixed threshold until the end.",
  }),
];

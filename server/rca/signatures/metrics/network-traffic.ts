import type { Signature } from "../signature.ts";

export const NETWORK_TRAFFIC: Signature = {
  name: "network-traffic",
  title: "Network traffic",
  says: [/bandwidth/i],
  whys: [
    {
      why: "Why does the network of {service} carry so much more?",
      because: "Not established by metrics: larger answers, a copy job, or more calls.",
    },
  ],
  test: "Compare bytes with requests: larger answers or more of them.",
  recommendations: [{ horizon: "short", text: "Find the largest senders by connection." }],
  notCaught: "Bytes are seldom compared with requests.",
};

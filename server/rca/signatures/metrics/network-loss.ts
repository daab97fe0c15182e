import type { Signature } from "../signature.ts";

export const NETWORK_LOSS: Signature = {
  name: "network-loss",
  title: "Packet loss",
  says: [/packet loss|retransmi(t|ssion)/i],
  whys: [
    {
      why: "Why are some calls to {service} very slow or failing while most are fine?",
      because: "Packets are lost on the way and sent again after a timeout.",
    },
  ],
  test: "Look at retransmissions and drops on the network interfaces of {service} and its node.",
  recommendations: [
    { horizon: "immediate", text: "Move {service} to another node and drain the affected one." },
    { horizon: "medium", text: "Alert on the rate of TCP retransmissions." },
  ],
  notCaught: "The median does not show loss: only the slow tail does.",
};

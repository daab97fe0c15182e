import { told } from "./told.ts";

const LOOKS = {
  metrics: "Retransmissions and the slow tail rise while the median stays.",
  logs: "“packet loss”, “retransmission”.",
  cluster: "Trouble on all pods of one node, which is Ready.",
};

export const NETWORK_LOSS = [
  told({
    name: "network-loss",
    title: "Packet loss",
    looks: LOOKS,
    says: [/\b(?:packet (?:loss|drop\w*)|retransmi\w+)\b/i],
    whys: [
      ["Why are some calls to {service} very slow or failing while most are fine?", "Packets are lost on the way and sent again after a timeout."],
    ],
    test: "Look at retransmissions and drops on the network interfaces of {service} and its node.",
    now: ["Move {service} to another node and drain the affected one."],
    short: "Look at the interface and at shaping: ip -s link, tc qdisc show.",
    medium: "Alert on the rate of TCP retransmissions.",
    long: "Replace nodes that lose packets instead of mending them.",
    notCaught: "The median does not show loss: only the slow tail does.",
  }),
];

import { told } from "./told.ts";

const LOOKS = {
  metrics: "Each call takes longer by about the same; servers measure nothing.",
  logs: "“network latency”, “high RTT”, “link flapping”.",
  cluster: "Trouble on all pods of one node or path, none of them busy.",
};

export const NETWORK_DELAY = [
  told({
    name: "network-delay",
    title: "Network delay",
    looks: LOOKS,
    says: [
      /\b(?:packet (?:loss|drop\w*)|retransmi\w+|network (?:latency|delay|congestion)|high (?:rtt|round[- ]trip)|link (?:down|flap\w*)|tcp zero window)\b/i,
    ],
    metrics: [{ name: /rtt|retrans|packet.?loss/i, direction: "up" }],
    whys: [
      ["Why are calls to and from {service} slow?", "They spend the time on the way, while both sides work as fast as before"],
      ["Why does the way take so long?", "The network at {service} delays or loses packets: its node, its interface, a proxy beside it, or a rule"],
    ],
    test: "Per connection, subtract the callee's time from the caller's: what is left grew on all connections of {service} and on no others. Ping from its node.",
    now: ["Move {service} to another node, or take away what shapes its traffic."],
    short: "Set limits for connecting and for answering apart, so that both are seen.",
    medium: "Measure round trips and retransmissions by node.",
    long: "Keep callers and callees that talk much near each other.",
    notCaught: "The service's own latency was normal; only its callers saw the delay.",
  }),
];

import type { Signature } from "../signature.ts";

export const NETWORK_DELAY: Signature = {
  name: "network_delay",
  title: "Network delay",
  says: [
    /\b(?:packet (?:loss|drop\w*)|retransmi\w+|network (?:latency|delay|congestion)|high (?:rtt|round[- ]trip)|link (?:down|flap\w*)|tcp zero window)\b/i,
  ],
  metrics: [{ name: /rtt|retrans|packet.?loss/i, direction: "up" }],
  whys: [
    { why: "Why are calls to and from {service} slow?", because: "They spend the time on the way, while both sides work as fast as before" },
    {
      why: "Why does the way take so long?",
      because: "The network at {service} delays or loses packets: its node, its interface, a proxy beside it, or a rule",
    },
  ],
  test: "Per connection, subtract the callee's time from the caller's: what is left grew on all connections of {service} and on no others. Ping from its node.",
  recommendations: [
    { horizon: "immediate", text: "Move {service} to another node, or take away what shapes its traffic." },
    { horizon: "short", text: "Set limits for connecting and for answering apart, so that both are seen." },
    { horizon: "medium", text: "Measure round trips and retransmissions by node." },
    { horizon: "long", text: "Keep callers and callees that talk much near each other." },
  ],
  notCaught: "The service's own latency was normal; only its callers saw the delay.",
};

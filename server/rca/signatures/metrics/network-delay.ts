import type { Signature } from "../signature.ts";

export const NETWORK_DELAY: Signature = {
  name: "network-delay",
  title: "Network delay",
  says: [/network (latency|delay)/i, /high (rtt|latency) (to|between)/i],
  whys: [
    {
      why: "Why are calls to {service} slow?",
      because: "Each call takes longer by about the same time, while {service} itself does no more work: the time passes on the way.",
    },
    {
      why: "Why does the way take longer?",
      because: "Not established by metrics: a congested or misrouted link, a proxy, or a changed network rule.",
    },
  ],
  test: "Compare the duration that the caller sees with the one that {service} measures for the same call; the difference is the way. A ping between the two settles it.",
  recommendations: [
    { horizon: "immediate", text: "Move {service} off the affected node or zone." },
    { horizon: "short", text: "Check network policies, sidecars and traffic rules that were changed before the beginning." },
    { horizon: "medium", text: "Measure the difference of client and server durations for each call path." },
  ],
  notCaught: "Durations measured by the server do not contain the way.",
};

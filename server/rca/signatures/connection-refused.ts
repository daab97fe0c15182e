import { told } from "./told.ts";

const LOOKS = {
  metrics: "Calls fail at once, in a millisecond; the callee's requests fall to nothing.",
  logs: "ECONNREFUSED, “connection reset”, “no healthy upstream”.",
  cluster: "The callee has no ready pod, or listens on another port.",
};

export const CONNECTION_REFUSED = [
  told({
    name: "connection-refused",
    title: "Connection refused or reset",
    looks: LOOKS,
    says: [
      /\b(?:connection|connect) (?:was )?refused\b|\bECONNREFUSED\b|\bconnection reset\b|\bECONNRESET\b|\bbroken pipe\b|\bEPIPE\b|\bno route to host\b|\bEHOSTUNREACH\b|\bnetwork is unreachable\b|\bconnection (?:closed|aborted|lost|dropped|broken)\b|\bserver closed the connection\b|\bunexpected EOF\b|\bsocket hang up\b/i,
      /\b(?:could not|cannot|can'?t|unable to|failed to) (?:connect|reach|establish (?:a )?(?:new )?connection)\b|\bno (?:healthy upstream|instances available|endpoints|route)\b|\bhosts?\(s\) tried\b/i,
    ],
    whys: [
      ["Why did calls of {service} fail?", "Nothing accepted the connection on the other side"],
      ["Why did nothing accept it?", "The other side is down, restarts, listens elsewhere, or a rule between them forbids it"],
    ],
    test: "Connect from the same place to address and port; see whether the other side runs, listens there and has endpoints.",
    now: ["Bring the other side back, or point {service} at one that answers."],
    short: "Retry with a limit and jitter, and break the circuit when it stays away.",
    medium: "Check dependencies in the readiness of {service}.",
    long: "Run the other side in more than one copy.",
    notCaught: "The dependency itself had no alert; its callers showed it first.",
  }),
];

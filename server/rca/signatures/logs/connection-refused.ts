import type { Signature } from "../signature.ts";

export const CONNECTION_REFUSED: Signature = {
  name: "connection_refused",
  title: "Connection refused or reset",
  says: [
    /\b(?:connection|connect) (?:was )?refused\b|\bECONNREFUSED\b|\bconnection reset\b|\bECONNRESET\b|\bbroken pipe\b|\bEPIPE\b|\bno route to host\b|\bEHOSTUNREACH\b|\bnetwork is unreachable\b|\bconnection (?:closed|aborted|lost|dropped|broken)\b|\bserver closed the connection\b|\bunexpected EOF\b|\bsocket hang up\b/i,
    /\b(?:could not|cannot|can'?t|unable to|failed to) (?:connect|reach|establish (?:a )?(?:new )?connection)\b|\bno (?:healthy upstream|instances available|endpoints|route)\b|\bhosts?\(s\) tried\b/i,
  ],
  whys: [
    { why: "Why did calls of {service} fail?", because: "Nothing accepted the connection on the other side" },
    { why: "Why did nothing accept it?", because: "The other side is down, restarts, listens elsewhere, or a rule between them forbids it" },
  ],
  test: "Connect from the same place to address and port; see whether the other side runs, listens there and has endpoints.",
  recommendations: [
    { horizon: "immediate", text: "Bring the other side back, or point {service} at one that answers." },
    { horizon: "short", text: "Retry with a limit and jitter, and break the circuit when it stays away." },
    { horizon: "medium", text: "Check dependencies in the readiness of {service}." },
    { horizon: "long", text: "Run the other side in more than one copy." },
  ],
  notCaught: "The dependency itself had no alert; its callers showed it first.",
};

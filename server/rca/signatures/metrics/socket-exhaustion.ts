import type { Signature } from "../signature.ts";

export const SOCKET_EXHAUSTION: Signature = {
  name: "socket-exhaustion",
  title: "Sockets exhausted",
  says: [/EADDRNOTAVAIL|cannot assign requested address|EMFILE/],
  whys: [
    { why: "Why does {service} fail to open connections?", because: "It holds many more sockets than its requests and their durations explain." },
  ],
  test: "Count the sockets of {service} by state: many in TIME_WAIT or CLOSE_WAIT are not closed or not reused.",
  recommendations: [
    { horizon: "immediate", text: "Restart the affected instances of {service}." },
    { horizon: "short", text: "Reuse connections, and close them on every path." },
  ],
  notCaught: "Sockets are limited by the system, not by the service.",
};

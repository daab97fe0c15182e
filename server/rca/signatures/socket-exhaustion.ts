import { told } from "./told.ts";

const LOOKS = {
  metrics: "Sockets in TIME_WAIT or CLOSE_WAIT grow, far beyond requests.",
  logs: "EADDRNOTAVAIL, “cannot assign requested address”.",
  cluster: "Nothing; a restart heals for a while.",
};

export const SOCKET_EXHAUSTION = [
  told({
    name: "socket-exhaustion",
    title: "Sockets exhausted",
    looks: LOOKS,
    whys: [["Why does {service} fail to open connections?", "It holds many more sockets than its requests and their durations explain."]],
    test: "Count the sockets of {service} by state: many in TIME_WAIT or CLOSE_WAIT are not closed or not reused.",
    now: ["Restart the affected instances of {service}."],
    short: "Reuse connections, and close them on every path.",
    medium: "Alert on sockets by state.",
    long: "Call others through pools that are shared.",
    notCaught: "Sockets are limited by the system, not by the service.",
  }),
];

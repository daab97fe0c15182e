import { told } from "./told.ts";

const LOOKS = { metrics: "Bytes rise more than requests.", logs: "Nothing.", cluster: "Nothing." };

export const NETWORK_TRAFFIC = [
  told({
    name: "network-traffic",
    title: "Network traffic",
    looks: LOOKS,
    whys: [["Why does the network of {service} carry so much more?", "Not established by metrics: larger answers, a copy job, or more calls."]],
    test: "Compare bytes with requests: larger answers or more of them.",
    now: ["Stop or slow the largest sender that can wait"],
    short: "Find the largest senders by connection.",
    medium: "Alert on bytes for each request.",
    long: "Compress and page what is sent.",
    notCaught: "Bytes are seldom compared with requests.",
  }),
];

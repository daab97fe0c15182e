import { told } from "./told.ts";

const LOOKS = {
  metrics: "Offset to the time server leaves its band on one machine.",
  logs: "“clock skew”, “token used before issued”, “timestamp in the future”.",
  cluster: "Trouble on all pods of one node, and only there.",
};

export const CLOCK_SKEW = [
  told({
    name: "clock-skew",
    title: "Clocks disagree",
    looks: LOOKS,
    says: [
      /\bclock (?:skew|drift)\b|\btime (?:skew|drift|is out of sync)\b|\bRequestTimeTooSkewed\b|\btoken used before issued\b|\b(?:issued|timestamp) in the future\b|\bntp\b.{0,40}\b(?:unsynchroni[sz]ed|not synchroni[sz]ed|fail\w*|offset)\b/i,
    ],
    whys: [
      ["Why did {service} refuse valid requests?", "Its clock and that of the other side disagree"],
      ["Why do they?", "Time is no longer synchronised on one of the machines"],
    ],
    test: "Compare the clocks of both machines with a third.",
    now: ["Synchronise the clock of the machine that is off."],
    short: "Allow a small difference where times are compared.",
    medium: "Alert on the offset to the time server.",
    long: "Run time synchronisation as part of the image.",
    notCaught: "The offset of clocks was not watched.",
  }),
];

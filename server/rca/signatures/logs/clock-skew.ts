import type { Signature } from "../signature.ts";

export const CLOCK_SKEW: Signature = {
  name: "clock_skew",
  title: "Clocks disagree",
  says: [
    /\bclock (?:skew|drift)\b|\btime (?:skew|drift|is out of sync)\b|\bRequestTimeTooSkewed\b|\btoken used before issued\b|\b(?:issued|timestamp) in the future\b|\bntp\b.{0,40}\b(?:unsynchroni[sz]ed|not synchroni[sz]ed|fail\w*|offset)\b/i,
  ],
  whys: [
    { why: "Why did {service} refuse valid requests?", because: "Its clock and that of the other side disagree" },
    { why: "Why do they?", because: "Time is no longer synchronised on one of the machines" },
  ],
  test: "Compare the clocks of both machines with a third.",
  recommendations: [
    { horizon: "immediate", text: "Synchronise the clock of the machine that is off." },
    { horizon: "short", text: "Allow a small difference where times are compared." },
    { horizon: "medium", text: "Alert on the offset to the time server." },
    { horizon: "long", text: "Run time synchronisation as part of the image." },
  ],
  notCaught: "The offset of clocks was not watched.",
};

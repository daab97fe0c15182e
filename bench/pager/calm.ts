import { setTimeout as wait } from "node:timers/promises";
import type { Measure } from "../frame/measure.ts";
import { declareMany, openBurst, received } from "./burst.ts";

const PER_SECOND = 500;
const SECONDS = 6;
const MINUTE = 60_000;

/** Steps that become due one after the other, as they do when nothing is wrong with the machine: how late does the request leave? */
export const calm: Measure = {
  name: "calm",
  target: "due → request leaves: p50 ≤ 10 ms, p99 ≤ 100 ms at 500 due/s",
  async run() {
    const burst = await openBurst([1]);
    try {
      const many = PER_SECOND * SECONDS;
      const began = await declareMany(burst, many, PER_SECOND);
      await wait(MINUTE - SECONDS * 1_000);
      await received(burst, many);
      const late = burst.receiver.arrivals.map(({ reference, at }) => at - (began.get(reference) ?? 0) - MINUTE).toSorted((a, b) => a - b);
      const spread = Math.max(...[...began.values()]) - Math.min(...[...began.values()]);
      const at = (share: number): number => late[Math.floor((late.length - 1) * share)] ?? 0;
      return {
        rows: [
          { what: "due a second", value: Math.round((many / spread) * 1_000), unit: "/s", runs: 1 },
          { what: "due to received, p50", value: at(0.5), unit: "ms", runs: late.length, goal: { of: "value", atMost: 10 } },
          { what: "due to received, p99", value: at(0.99), unit: "ms", runs: late.length, goal: { of: "value", atMost: 100 } },
          { what: "due to received, longest", value: at(1), unit: "ms", runs: late.length },
        ],
      };
    } finally {
      await burst.close();
    }
  },
};

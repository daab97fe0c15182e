import { shiftClock } from "#server/testing/database.ts";
import type { Measure } from "../frame/measure.ts";
import { declareMany, openBurst, received } from "./burst.ts";

const MANY = 10_000;
const MINUTE = 60_000;

export const atOnce: Measure = {
  name: "at-once",
  target: "10,000 due at once, all sent to a fast receiver: ≤ 10 s",
  async run() {
    const burst = await openBurst([600]);
    try {
      await declareMany(burst, MANY, 100_000);
      const startedAt = performance.now();
      await shiftClock(601 * MINUTE);
      await received(burst, MANY);
      const seconds = (performance.now() - startedAt) / 1_000;
      return {
        rows: [
          { what: "10,000 due at once", value: seconds, unit: "s", runs: 1, goal: { of: "value", atMost: 10 } },
          { what: "sent", value: MANY / seconds, unit: "/s", runs: 1 },
        ],
      };
    } finally {
      await burst.close();
    }
  },
};

import type { Scenario } from "../world/types.ts";
import { standing } from "./shape.ts";

export const UNMEASURED_SERVICE: Scenario = {
  name: "unmeasured-service",
  title: "Slow, and the slow one is in the dark",
  noticed: "Checkout is slow. Nobody measures inventory, and it logs nothing but its ordinary work.",
  alert: { name: "CheckoutLatency", service: "checkout", summary: "the 95th percentile of checkout is above 1 s", afterMinutes: 5 },
  begunMinutesAgo: 15,
  truth: {
    services: ["inventory"],
    signatures: [],
    changes: [],
    isTrouble: true,
    sufficient: false,
    missing: "metrics of inventory: callers wait for it, and nothing shows what it does meanwhile",
  },
  remedy: { id: "restart-inventory", words: "Restart inventory." },
  effects: (moment) => ({ inventory: { latencyAddMs: 700 * standing(moment, 3) } }),
  lines: [],
  changes: () => [],
  hidden: { metricsOf: ["inventory"] },
};

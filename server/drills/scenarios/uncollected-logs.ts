import type { Scenario } from "../world/types.ts";
import { standing } from "./shape.ts";

export const UNCOLLECTED_LOGS: Scenario = {
  name: "uncollected-logs",
  title: "Orders fail, and nobody keeps their words",
  noticed: "A part of all orders fails. No logs are collected.",
  alert: { name: "CheckoutErrorRate", service: "checkout", summary: "checkout answers 5xx to more than 5 % of requests", afterMinutes: 4 },
  begunMinutesAgo: 14,
  truth: {
    services: ["orders"],
    signatures: [],
    changes: [],
    isTrouble: true,
    sufficient: false,
    missing: "logs: metrics show that orders fails, and only its own words would say why",
  },
  remedy: { id: "restart-orders", words: "Restart orders." },
  effects: (moment) => ({ orders: { errorShare: 0.25 * standing(moment, 1) } }),
  lines: [],
  changes: () => [],
  hidden: { logs: true },
};

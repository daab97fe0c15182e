import type { Scenario } from "../world/types.ts";
import { standing, whileStanding } from "./shape.ts";

export const SLOW_DEPENDENCY: Scenario = {
  name: "slow-dependency",
  title: "Paying takes for ever",
  noticed: "Customers wait many seconds at checkout, and some give up.",
  alert: { name: "CheckoutLatency", service: "checkout", summary: "the 95th percentile of checkout is above 3 s", afterMinutes: 5 },
  begunMinutesAgo: 15,
  truth: {
    services: ["card-gateway", "payment-api"],
    signatures: ["provider-outage", "dependency-timeout"],
    changes: [],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "second-provider", words: "Send payments to the second provider." },
  effects: (moment) => ({
    "card-gateway": { latencyAddMs: 4600 * standing(moment, 4, 3) },
    "payment-api": { poolShare: 0.5 + 0.08 * standing(moment, 4, 3) },
  }),
  lines: [
    {
      service: "payment-api",
      level: "warn",
      perMinute: whileStanding(12, 4),
      text: (dice) => `s.payment.CardGateway : call to payment provider card-gateway took ${dice.whole(3800, 5000)} ms (usually 110 ms)`,
    },
    {
      service: "payment-api",
      level: "error",
      perMinute: whileStanding(14, 4, 2),
      text: (dice) =>
        `s.payment.CardGateway : payment provider api.card-gateway.example timed out after 5000 ms for pay_${dice.hex(10)}: java.net.SocketTimeoutException: Read timed out`,
    },
  ],
  changes: () => [],
};

import { chanceAt, hashOf } from "../world/chance.ts";
import { rollOut } from "../world/pods.ts";
import type { Moment, Scenario } from "../world/types.ts";
import { MINUTE } from "./shape.ts";

/** Now and then, all day long, some minutes of one thing are worse. */
function isBad({ at, seed }: Moment, what: string, share: number): boolean {
  return chanceAt(seed, hashOf(what), Math.floor(at / (2 * MINUTE))) < share;
}

export const NOISY_BUT_HEALTHY: Scenario = {
  name: "noisy-but-healthy",
  title: "Warnings everywhere",
  noticed: "Somebody looks at the logs, sees many warnings, and asks whether something is wrong.",
  alert: null,
  begunMinutesAgo: 20,
  truth: { services: [], signatures: [], changes: [], isTrouble: false, sufficient: true },
  remedy: null,
  effects: (moment) => ({
    "payment-api": { gcFactor: isBad(moment, "collection", 0.2) ? 4 : 1 },
    catalogue: { latencyFactor: isBad(moment, "catalogue", 0.15) ? 1.5 : 1 },
    "card-gateway": { latencyFactor: isBad(moment, "gateway", 0.15) ? 1.6 : 1 },
  }),
  lines: [
    {
      service: "orders",
      level: "warn",
      perMinute: () => 3,
      text: (dice) => `publishing order.created took ${dice.whole(40, 190)}ms, trying again (attempt 1 of 3)`,
    },
    {
      service: "catalogue",
      level: "error",
      perMinute: () => 0.7,
      text: (dice) => `image of product ${dice.whole(100, 999)} missing, showing the placeholder`,
    },
    {
      service: "checkout",
      level: "warn",
      perMinute: () => 2,
      text: (dice) => `s.checkout.AddressService : postcode ${dice.whole(1000, 9999)} unknown, asking the customer again`,
    },
  ],
  changes: ({ startedAt }) => [
    {
      id: "chg-4180",
      at: startedAt - 55 * MINUTE,
      kind: "deploy",
      service: "inventory",
      title: "inventory 1.45.0: comment on the reorder point",
      author: "catalogue-team",
      detail: "diff --git a/stock.go b/stock.go\n--- a/stock.go\n+++ b/stock.go\n@@ -20,0 +21 @@\n+// Reorder point: see the handbook.\n",
    },
  ],
  pods: (pods, { startedAt, seed }) => rollOut(pods, "inventory", startedAt - 55 * MINUTE, seed),
};

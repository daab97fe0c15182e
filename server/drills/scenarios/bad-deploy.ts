import { rollOut } from "../world/pods.ts";
import type { Scenario } from "../world/types.ts";
import { standing, whileStanding } from "./shape.ts";

export const BAD_DEPLOY: Scenario = {
  name: "bad-deploy",
  title: "Orders are refused after a deploy",
  noticed: "Checkouts fail at the last step; customers were charged and see an error.",
  alert: { name: "CheckoutErrorRate", service: "checkout", summary: "checkout answers 5xx to more than 5 % of requests", afterMinutes: 4 },
  begunMinutesAgo: 12,
  truth: { services: ["orders"], signatures: ["code-exception", "faulty-change"], changes: ["chg-4130"], isTrouble: true, sufficient: true },
  remedy: { id: "chg-4130", words: "Roll orders back to 2.13.4." },
  effects: (moment) => ({ orders: { errorShare: 0.34 * standing(moment, 1, 2), cpuFactor: 1 + 0.1 * standing(moment, 1, 2) } }),
  lines: [
    {
      service: "orders",
      level: "error",
      perMinute: whileStanding(34, 1),
      text: (dice) =>
        `panic serving POST /orders: runtime error: invalid memory address or nil pointer dereference: orders/discount.(*Rules).Apply rules.go:88 order=ord_${dice.hex(8)}`,
    },
  ],
  changes: ({ startedAt, relievedAt }) => [
    {
      id: "chg-4130",
      at: startedAt - 30_000,
      kind: "deploy",
      service: "orders",
      title: "orders 2.14.0: discount rules for bundles",
      author: "orders-team",
      detail:
        "diff --git a/discount/rules.go b/discount/rules.go\n--- a/discount/rules.go\n+++ b/discount/rules.go\n@@ -85,4 +85,4 @@ func (r *Rules) Apply(order Order) Price {\n-\tif order.Bundle == nil {\n-\t\treturn order.Price\n-\t}\n+\tbundle := order.Bundle\n+\treturn bundle.Price.Less(r.discounts[bundle.Name])\n }\n",
    },
    ...(relievedAt === null
      ? []
      : [
          {
            id: "chg-4131",
            at: relievedAt,
            kind: "deploy" as const,
            service: "orders",
            title: "orders: roll back to 2.13.4",
            author: "orders-team",
            detail: "- image: registry.example/shop/orders:2.14.0\n+ image: registry.example/shop/orders:2.13.4\n",
          },
        ]),
  ],
  pods(pods, { startedAt, relievedAt, seed }) {
    const rolled = rollOut(pods, "orders", startedAt - 30_000, seed);
    return relievedAt === null ? rolled : rollOut(rolled, "orders", relievedAt, seed);
  },
};

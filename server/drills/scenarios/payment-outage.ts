import type { Moment, Scenario } from "../world/types.ts";
import { MINUTE, ramp } from "./shape.ts";

/** Connections in use, by minutes since the flag was switched on: 50 %, 70 % ten minutes later, 95 % at the alert, all at twenty. */
function poolAt({ minutes, relieved }: Moment): number | null {
  if (minutes < 0) return null;
  const climbed = 0.5 + 0.2 * ramp(minutes, 3, 8) + 0.25 * ramp(minutes, 8, 15) + 0.05 * ramp(minutes, 15, 20);
  return relieved === null ? climbed : climbed - (climbed - 0.5) * ramp(relieved, 5, 30);
}

const ASYNC_DIFF = `diff --git a/src/main/java/shop/payment/AsyncPaymentHandler.java b/src/main/java/shop/payment/AsyncPaymentHandler.java
--- a/src/main/java/shop/payment/AsyncPaymentHandler.java
+++ b/src/main/java/shop/payment/AsyncPaymentHandler.java
@@ -31,0 +32,9 @@ class AsyncPaymentHandler {
+  void capture(Payment payment) {
+    Connection connection = pool.acquire();
+    executor.submit(() -> {
+      try { store(connection, gateway.charge(payment)); connection.release(); }
+      catch (GatewayException error) { log.warn("charge failed", error); }
+    });
+  }
`;

export const PAYMENT_OUTAGE: Scenario = {
  name: "payment-outage",
  title: "Payments fail",
  noticed: "About one checkout in seven fails, and soon more: payment-api answers 500.",
  alert: { name: "PaymentAPI5xxRate", service: "payment-api", summary: "payment-api answers 5xx to more than 5 % of requests", afterMinutes: 15 },
  begunMinutesAgo: 25,
  truth: {
    services: ["payment-api"],
    signatures: ["connection-pool", "feature-flag", "faulty-change"],
    changes: ["flag-311", "chg-4119"],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "flag-311", words: "Switch the flag async-payment-processing off." },
  effects(moment) {
    const pool = poolAt(moment);
    if (pool === null) return {};
    const crowded = ramp(pool, 0.68, 0.95);
    const full = ramp(pool, 0.94, 1);
    return {
      "payment-api": {
        poolShare: pool,
        poolPending: 14 * crowded ** 3 + 40 * full,
        latencyAddMs: 320 * crowded ** 2 + 2600 * full,
        errorShare: 0.15 * crowded ** 3 + 0.8 * full,
      },
    };
  },
  lines: [
    {
      service: "payment-api",
      level: "warn",
      perMinute: (moment) => 3 * ramp(poolAt(moment) ?? 0, 0.6, 0.9),
      text: (dice) =>
        `com.zaxxer.hikari.pool.ProxyLeakTask : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@${dice.hex(8)} on thread async-payment-${dice.whole(1, 16)}, stack trace follows`,
    },
    {
      service: "payment-api",
      level: "error",
      perMinute: (moment) => 12 * ramp(poolAt(moment) ?? 0, 0.69, 0.95) + 30 * ramp(poolAt(moment) ?? 0, 0.94, 1),
      text: (dice) => `s.payment.PaymentService : timeout acquiring connection after ${5000 + dice.whole(0, 60)} ms for pay_${dice.hex(10)}`,
    },
    {
      service: "payment-api",
      level: "error",
      perMinute: (moment) => 40 * ramp(poolAt(moment) ?? 0, 0.97, 1),
      text: (dice) =>
        `s.payment.PaymentService : Connection pool exhausted: waited ${5000 + dice.whole(0, 80)} ms for connection (in use 50/50, pending ${dice.whole(20, 60)})`,
    },
  ],
  changes: ({ startedAt, relievedAt }) => [
    {
      id: "flag-311",
      at: startedAt,
      kind: "flag",
      service: "payment-api",
      title: "Feature flag async-payment-processing enabled for 100 %",
      author: "payments-team",
      detail: "- async-payment-processing: off\n+ async-payment-processing: on\n",
    },
    ...(relievedAt === null
      ? []
      : [
          {
            id: "flag-312",
            at: relievedAt,
            kind: "flag" as const,
            service: "payment-api",
            title: "Feature flag async-payment-processing disabled",
            author: "payments-team",
            detail: "- async-payment-processing: on\n+ async-payment-processing: off\n",
          },
        ]),
    {
      id: "chg-4119",
      at: startedAt - 95 * MINUTE,
      kind: "deploy",
      service: "payment-api",
      title: "payment-api 5.12.3: process payments asynchronously, behind the flag async-payment-processing",
      author: "payments-team",
      detail: ASYNC_DIFF,
    },
    {
      id: "chg-4121",
      at: startedAt - 12 * MINUTE,
      kind: "deploy",
      service: "storefront",
      title: "storefront: new colour of the basket button",
      author: "web-team",
      detail:
        "diff --git a/styles/basket.css b/styles/basket.css\n--- a/styles/basket.css\n+++ b/styles/basket.css\n@@ -1 +1 @@\n-  background: #225;\n+  background: #252;\n",
    },
  ],
};

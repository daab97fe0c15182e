import type { Scenario } from "../world/types.ts";
import { MINUTE, ramp, standing, whileStanding } from "./shape.ts";

export const DISK_FULL: Scenario = {
  name: "disk-full",
  title: "Nothing can be written any more",
  noticed: "Orders and payments fail; product pages still work.",
  alert: { name: "CheckoutErrorRate", service: "checkout", summary: "checkout answers 5xx to more than 20 % of requests", afterMinutes: 3 },
  begunMinutesAgo: 12,
  truth: { services: ["postgres"], signatures: ["disk-full"], changes: [], isTrouble: true, sufficient: true },
  remedy: { id: "free-space", words: "Drop the abandoned replication slot, so that PostgreSQL removes old WAL." },
  effects(moment) {
    const { minutes, relieved } = moment;
    const climbed = 0.52 + 0.477 * ramp(minutes, -150, 0);
    const writes = { calls: { postgres: { refusedShare: 0.7 * standing(moment, 1, 3) } } };
    const used = relieved === null ? climbed : climbed - 0.4 * ramp(relieved, 0, 4);
    return { postgres: { diskUsedShare: used }, "payment-api": writes, orders: writes };
  },
  lines: [
    {
      service: "postgres",
      level: "error",
      perMinute: whileStanding(30, 1),
      text: (dice) => `could not extend file "base/16384/${dice.whole(24_000, 26_000)}": No space left on device`,
    },
    {
      service: "postgres",
      level: "warn",
      perMinute: ({ minutes, relieved }) => (minutes > -60 && relieved === null ? 0.6 : 0),
      text: (dice) => `replication slot "warehouse_copy" holds back ${dice.whole(28, 46)} GB of WAL`,
    },
    {
      service: "payment-api",
      level: "error",
      perMinute: whileStanding(16, 1),
      text: () =>
        "s.payment.PaymentStore : could not store payment: org.postgresql.util.PSQLException: ERROR: could not extend file: No space left on device",
    },
    {
      service: "orders",
      level: "error",
      perMinute: whileStanding(12, 1),
      text: (dice) => `storing ord_${dice.hex(8)} failed: pq: could not extend file: No space left on device`,
    },
  ],
  changes: ({ startedAt }) => [
    {
      id: "chg-4155",
      at: startedAt - 41 * MINUTE,
      kind: "deploy",
      service: "inventory",
      title: "inventory 1.44.0: spelling in a log line",
      author: "catalogue-team",
      detail: 'diff --git a/stock.go b/stock.go\n--- a/stock.go\n+++ b/stock.go\n@@ -9 +9 @@\n-\tlog.Info("stok", id)\n+\tlog.Info("stock", id)\n',
    },
  ],
};

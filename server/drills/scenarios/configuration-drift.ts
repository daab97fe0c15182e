import { rollOut } from "../world/pods.ts";
import type { Scenario } from "../world/types.ts";
import { MINUTE, standing, whileStanding } from "./shape.ts";

export const CONFIGURATION_DRIFT: Scenario = {
  name: "configuration-drift",
  title: "Product pages are slow and fail",
  noticed: "Product pages take seconds and every third fails, without any deploy.",
  alert: { name: "StorefrontErrorRate", service: "storefront", summary: "storefront answers 5xx to more than 5 % of requests", afterMinutes: 3 },
  begunMinutesAgo: 11,
  truth: {
    services: ["catalogue"],
    signatures: ["connection-refused", "wrong-address", "configuration-missing", "faulty-change", "service-port"],
    changes: ["cfg-221"],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "cfg-221", words: "Apply catalogue-config from the repository again, and restart catalogue." },
  effects(moment) {
    const share = standing(moment, 1, 2);
    return { catalogue: { latencyAddMs: 340 * share, calls: { redis: { lostShare: 0.35 * share } } } };
  },
  lines: [
    {
      service: "catalogue",
      level: "error",
      perMinute: whileStanding(38, 1),
      text: () => "redis client: connect ECONNREFUSED 10.96.4.17:6380 (REDIS_ADDRESS redis:6380)",
    },
    {
      service: "catalogue",
      level: "warn",
      perMinute: whileStanding(10, 1),
      text: (dice) => `GET /products?category=${dice.whole(1, 40)} without cache, reading from the database`,
    },
  ],
  changes: ({ startedAt, relievedAt }) => [
    {
      id: "cfg-221",
      at: startedAt - 25_000,
      kind: "config",
      service: "catalogue",
      title: "ConfigMap catalogue-config edited by hand, differs from the repository",
      author: "on-call-shell",
      detail: "-  REDIS_ADDRESS: redis:6379\n+  REDIS_ADDRESS: redis:6380\n",
    },
    ...(relievedAt === null
      ? []
      : [
          {
            id: "cfg-222",
            at: relievedAt,
            kind: "config" as const,
            service: "catalogue",
            title: "ConfigMap catalogue-config applied from the repository",
            author: "catalogue-team",
            detail: "-  REDIS_ADDRESS: redis:6380\n+  REDIS_ADDRESS: redis:6379\n",
          },
        ]),
    {
      id: "chg-4171",
      at: startedAt - 34 * MINUTE,
      kind: "deploy",
      service: "checkout",
      title: "checkout 3.8.0: rename of a private method",
      author: "checkout-team",
      detail:
        "diff --git a/Basket.java b/Basket.java\n--- a/Basket.java\n+++ b/Basket.java\n@@ -12 +12 @@\n-  private int sum() {\n+  private int total() {\n",
    },
  ],
  pods(pods, { startedAt, relievedAt, seed }) {
    const restarted = rollOut(pods, "catalogue", startedAt - 20_000, seed);
    return relievedAt === null ? restarted : rollOut(restarted, "catalogue", relievedAt, seed);
  },
  cluster: ({ objects, at, times: { startedAt, relievedAt } }) =>
    at < startedAt || (relievedAt !== null && at >= relievedAt)
      ? objects
      : objects.map((object) =>
          object.kind === "ConfigMap" && object.metadata.name === "catalogue-config"
            ? { ...object, data: { ...(object.data as object), REDIS_ADDRESS: "redis:6380" } }
            : object,
        ),
};

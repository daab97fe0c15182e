import { event } from "../cluster/events.ts";
import { NAMESPACE } from "../world/shop.ts";
import type { Scenario } from "../world/types.ts";
import { MINUTE, standing, whileStanding } from "./shape.ts";

export const TRAFFIC_SURGE: Scenario = {
  name: "traffic-surge",
  title: "The shop is slow, and busier than ever",
  noticed: "Pages take seconds; the support line says that a television programme named the shop.",
  alert: { name: "StorefrontLatency", service: "storefront", summary: "the 95th percentile of storefront is above 1 s", afterMinutes: 6 },
  begunMinutesAgo: 15,
  truth: {
    services: ["storefront", "catalogue"],
    signatures: ["traffic-surge", "cpu-saturation", "scaler-limit", "cpu-throttling"],
    changes: [],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "scale-out", words: "Scale storefront and catalogue out, and let the rest wait in a queue." },
  effects(moment) {
    const surge = 3.2 * standing(moment, 4, 6);
    const busy = standing(moment, 5, 5);
    return {
      storefront: { trafficFactor: 1 + surge, latencyAddMs: 380 * busy, cpuFactor: 1 + 0.6 * busy, errorShare: 0.03 * busy },
      catalogue: { latencyAddMs: 90 * busy, cpuFactor: 1 + 0.5 * busy, errorShare: 0.02 * busy },
    };
  },
  lines: [
    {
      service: "storefront",
      level: "warn",
      perMinute: whileStanding(10, 5),
      text: (dice) => `too many requests in flight (${dice.whole(410, 640)} of 400), queueing session=${dice.hex(8)}`,
    },
  ],
  changes: () => [],
  cluster({ objects, at, times: { startedAt, relievedAt } }) {
    if (at < startedAt + 3 * MINUTE || (relievedAt !== null && at > relievedAt)) return objects;
    const limited = objects.map((object) => {
      if (object.kind !== "HorizontalPodAutoscaler" || object.metadata.name !== "storefront") return object;
      return {
        ...object,
        spec: { ...(object.spec as object), maxReplicas: 3 },
        status: {
          currentReplicas: 3,
          desiredReplicas: 3,
          currentMetrics: [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: 96 } } }],
          conditions: [
            { type: "AbleToScale", status: "True", reason: "ReadyForNewScale" },
            { type: "ScalingActive", status: "True", reason: "ValidMetricFound" },
            {
              type: "ScalingLimited",
              status: "True",
              reason: "TooManyReplicas",
              message: "the desired replica count is more than the maximum replica count",
            },
          ],
        },
      };
    });
    return [
      ...limited,
      event(
        { kind: "HorizontalPodAutoscaler", name: "storefront", namespace: NAMESPACE },
        "Warning",
        "FailedRescale",
        "the desired replica count is more than the maximum replica count",
        at - MINUTE,
        6,
      ),
    ];
  },
};

import { event } from "../cluster/events.ts";
import { makePod } from "../world/pods.ts";
import type { KubeObject, Pod, Scenario, ScenarioTimes } from "../world/types.ts";
import { MINUTE, standing, whileStanding } from "./shape.ts";

const NODE = "worker-2";
/** Kubernetes waits five minutes before it moves the pods of a silent node. */
const MOVES_AFTER = 5 * MINUTE + 40_000;

const lostNode = ({ startedAt, relievedAt, now }: ScenarioTimes) => ({ node: NODE, from: startedAt, to: relievedAt ?? now + 1 });

export const NODE_LOSS: Scenario = {
  name: "node-loss",
  title: "A part of everything is gone",
  noticed: "About a third of requests fails, all over the shop.",
  alert: { name: "StorefrontErrorRate", service: "storefront", summary: "storefront answers 5xx to more than 10 % of requests", afterMinutes: 2 },
  begunMinutesAgo: 9,
  truth: {
    services: [`node/${NODE}`],
    signatures: ["machine-trouble", "node-not-ready", "kubelet-down", "node-pressure"],
    changes: [],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "replace-node", words: "Restart or replace worker-2." },
  effects(moment) {
    const gone = standing(moment, 0.3, 1) * (moment.minutes > 6 ? 0.25 : 1);
    return {
      storefront: { errorShare: 0.16 * gone },
      checkout: { errorShare: 0.22 * gone, latencyAddMs: 300 * gone },
      "payment-api": { errorShare: 0.2 * gone },
      catalogue: { errorShare: 0.18 * gone, latencyAddMs: 80 * gone },
    };
  },
  lines: [
    {
      service: "storefront",
      level: "error",
      perMinute: whileStanding(14, 0.3),
      text: (dice) => `GET http://catalogue:3000/products failed: connect EHOSTUNREACH 10.244.2.${dice.whole(10, 60)}:3000`,
    },
    {
      service: "checkout",
      level: "error",
      perMinute: whileStanding(10, 0.3),
      text: (dice) =>
        `s.checkout.Client : I/O error on POST request for "http://payment-api:8080/payments": No route to host (10.244.2.${dice.whole(10, 60)})`,
    },
  ],
  changes: () => [],
  pods: (pods, times) => pods.flatMap((pod) => (pod.node === NODE ? moved(pod, times) : [pod])),
  lostNode,
  cluster({ objects, at, times }) {
    const { startedAt, relievedAt, now } = times;
    if (at < startedAt + 40_000 || (relievedAt !== null && at >= relievedAt)) return objects;
    const about = { kind: "Node", name: NODE, namespace: "" };
    const stuck = objects.map((object) => (isOnLostNode(object) ? unready(object) : object));
    return [
      ...stuck,
      event(about, "Normal", "NodeNotReady", `Node ${NODE} status is now: NodeNotReady`, startedAt + 40_000),
      ...(now > startedAt + MOVES_AFTER
        ? [event(about, "Normal", "TaintManagerEviction", `Marking pods of ${NODE} for deletion`, startedAt + MOVES_AFTER)]
        : []),
    ];
  },
};

/** What ran on the node stops being seen; after the wait a pod of the same revision starts elsewhere. */
function moved(pod: Pod, { startedAt, seed }: ScenarioTimes): Pod[] {
  const isNumbered = /-\d+$/.test(pod.name);
  if (isNumbered) return [{ ...pod, node: "worker-3" }];
  const next = makePod({
    seed,
    service: pod.service,
    namespace: pod.namespace,
    number: 7,
    revision: pod.revision,
    node: "worker-3",
    from: startedAt + MOVES_AFTER,
  });
  return [{ ...pod, to: startedAt + 30 * 24 * 60 * MINUTE }, next];
}

const isOnLostNode = (object: { kind: string; spec?: unknown }): boolean =>
  object.kind === "Pod" && (object.spec as { nodeName?: string }).nodeName === NODE;

function unready(object: KubeObject): KubeObject {
  const status = object.status as { conditions: { type: string }[]; containerStatuses: object[] };
  return {
    ...object,
    status: {
      ...status,
      conditions: status.conditions.map((condition) =>
        /Ready$/.test(condition.type) ? { ...condition, status: "False", reason: "NodeNotReady" } : condition,
      ),
      containerStatuses: status.containerStatuses.map((container) => ({ ...container, ready: false })),
    },
  };
}

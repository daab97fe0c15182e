import { event } from "../cluster/events.ts";
import type { Dice } from "../world/chance.ts";
import type { KubeObject, LineKind, Scenario } from "../world/types.ts";
import { MINUTE, standing, whileStanding } from "./shape.ts";

/** Who asks for whom, in the words of its runtime. */
const UNRESOLVED: readonly (readonly [service: string, text: (dice: Dice) => string])[] = [
  [
    "checkout",
    () =>
      's.checkout.Client : I/O error on GET request for "http://inventory:8081/stock": inventory: Temporary failure in name resolution; nested exception is java.net.UnknownHostException: inventory',
  ],
  ["storefront", (dice) => `GET http://catalogue:3000/products failed: getaddrinfo EAI_AGAIN catalogue, request=${dice.hex(12)}`],
  ["catalogue", () => "redis client: getaddrinfo EAI_AGAIN redis"],
  ["orders", (dice) => lookup("message-queue", dice)],
  ["inventory", (dice) => lookup("postgres", dice)],
];

const lookup = (host: string, dice: Dice): string =>
  `dial tcp: lookup ${host} on 10.96.0.10:53: read udp 10.244.2.${dice.whole(10, 60)}:${dice.whole(32_000, 60_000)}->10.96.0.10:53: read: connection refused`;
const COREFILE = ".:53 {\n    errors\n    health\n    kubernetes cluster.local in-addr.arpa\n    loop\n    forward . 10.96.0.10\n    cache 30\n}\n";

export const DNS_FAILURE: Scenario = {
  name: "dns-failure",
  title: "Services cannot find one another",
  noticed: "Many services report errors at once; none was deployed.",
  alert: { name: "StorefrontErrorRate", service: "storefront", summary: "storefront answers 5xx to more than 5 % of requests", afterMinutes: 4 },
  begunMinutesAgo: 14,
  truth: {
    services: ["coredns", "kube-dns", "kube-system", "namespace/kube-system"],
    signatures: ["name-not-resolved", "cluster-dns-down", "faulty-change"],
    changes: ["cfg-208"],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "cfg-208", words: "Put the former Corefile of CoreDNS back." },
  effects(moment) {
    const share = 0.3 * standing(moment, 2, 2);
    if (share === 0) return {};
    const lost = { lostShare: share, latencyAddMs: 900 * share };
    return {
      storefront: { calls: { catalogue: lost, checkout: lost }, dnsFailuresPerSecond: 30 * share },
      checkout: { calls: { inventory: lost, "payment-api": lost, orders: lost }, dnsFailuresPerSecond: 10 * share },
      catalogue: { calls: { redis: lost }, dnsFailuresPerSecond: 20 * share },
      orders: { calls: { "message-queue": lost }, dnsFailuresPerSecond: 5 * share },
      inventory: { calls: { postgres: lost }, dnsFailuresPerSecond: 5 * share },
    };
  },
  lines: [
    ...UNRESOLVED.map(([service, text]): LineKind => ({ service, level: "error", perMinute: whileStanding(14, 2), text })),
    {
      service: "coredns",
      level: "fatal",
      perMinute: whileStanding(1, 0.1),
      text: (dice) =>
        `plugin/loop: Loop (10.244.1.4:${dice.whole(32_000, 60_000)} -> 10.96.0.10:53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO ${dice.whole(1_000_000, 9_999_999)}.${dice.whole(1_000_000, 9_999_999)}."`,
    },
  ],
  changes: ({ startedAt, relievedAt }) => [
    {
      id: "cfg-208",
      at: startedAt - 20_000,
      kind: "config",
      service: "coredns",
      title: "CoreDNS: forward names from outside to 10.96.0.10",
      author: "platform-team",
      detail: "-    forward . /etc/resolv.conf\n+    forward . 10.96.0.10\n",
    },
    ...(relievedAt === null
      ? []
      : [
          {
            id: "cfg-209",
            at: relievedAt,
            kind: "config" as const,
            service: "coredns",
            title: "CoreDNS: back to the resolver of the node",
            author: "platform-team",
            detail: "-    forward . 10.96.0.10\n+    forward . /etc/resolv.conf\n",
          },
        ]),
  ],
  pods: (pods, { startedAt, relievedAt, now }) =>
    pods.map((pod) => {
      if (pod.service !== "coredns") return pod;
      const until = relievedAt ?? now;
      const count = Math.max(0, Math.ceil((until - startedAt) / (2 * MINUTE)));
      return {
        ...pod,
        restarts: Array.from({ length: count }, (_, index) => ({ at: startedAt + index * 2 * MINUTE + 10_000, reason: "Error", exitCode: 1 })),
      };
    }),
  cluster({ objects, pods, at, times }) {
    if (at < times.startedAt || (times.relievedAt !== null && at >= times.relievedAt)) return objects;
    const touched = objects.map((object) => {
      if (object.kind === "ConfigMap" && object.metadata.name === "coredns") return { ...object, data: { Corefile: COREFILE } };
      if (object.kind === "Pod" && object.metadata.name.startsWith("coredns-")) return looping(object);
      if (object.kind === "Deployment" && object.metadata.name === "coredns") {
        return {
          ...object,
          status: {
            replicas: 2,
            updatedReplicas: 2,
            readyReplicas: 0,
            unavailableReplicas: 2,
            conditions: [{ type: "Available", status: "False", reason: "MinimumReplicasUnavailable" }],
          },
        };
      }
      return object;
    });
    const probes = pods
      .filter((pod) => pod.service === "coredns")
      .map((pod) => event(pod, "Warning", "Unhealthy", "Readiness probe failed: HTTP probe failed with statuscode: 503", at - 40_000, 9));
    return [...touched, ...probes];
  },
};

function looping(object: KubeObject): KubeObject {
  const status = object.status as { containerStatuses?: Record<string, unknown>[]; conditions?: { type: string }[] };
  const [container] = status.containerStatuses ?? [];
  return {
    ...object,
    status: {
      ...status,
      conditions: (status.conditions ?? []).map((condition) => (/Ready$/.test(condition.type) ? { ...condition, status: "False" } : condition)),
      containerStatuses: [
        {
          ...container,
          ready: false,
          state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 1m20s restarting failed container=coredns" } },
        },
      ],
    },
  };
}

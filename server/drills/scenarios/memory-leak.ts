import { rollOut } from "../world/pods.ts";
import type { KubeObject, Pod, Scenario, ScenarioTimes } from "../world/types.ts";
import { MINUTE, ramp } from "./shape.ts";

/** Minutes after a start at which the leak has filled the memory limit. */
const FILLS_IN = 24;
const DEPLOYED = -FILLS_IN * MINUTE;

/** Each pod is killed when full; the second and third fill a little later. */
function endsOf(number: number, { startedAt, relievedAt, now }: ScenarioTimes): number[] {
  const until = relievedAt ?? now;
  const first = startedAt + number * 3 * MINUTE;
  const count = Math.max(0, Math.floor((until - first) / ((FILLS_IN / 3) * MINUTE)) + 1);
  return Array.from({ length: first > until ? 0 : count }, (_, index) => first + index * (FILLS_IN / 3) * MINUTE);
}

function leaking(pod: Pod, number: number, times: ScenarioTimes): Pod {
  return { ...pod, restarts: endsOf(number, times).map((at) => ({ at, reason: "OOMKilled", exitCode: 137 })) };
}

export const MEMORY_LEAK: Scenario = {
  name: "memory-leak",
  title: "Product pages fail again and again",
  noticed: "Product pages fail for a minute, come back, and fail again.",
  alert: { name: "StorefrontErrorRate", service: "storefront", summary: "storefront answers 5xx to more than 2 % of requests", afterMinutes: 3 },
  begunMinutesAgo: 22,
  truth: {
    services: ["catalogue"],
    signatures: ["out-of-memory", "memory-leak", "memory-pressure", "faulty-change"],
    changes: ["chg-4142"],
    isTrouble: true,
    sufficient: true,
  },
  remedy: { id: "chg-4142", words: "Roll catalogue back to 6.2.1." },
  effects({ minutes, relieved }) {
    if (minutes < -FILLS_IN || relieved !== null) return {};
    const filled = minutes < 0 ? ramp(minutes, -FILLS_IN, 0) : ((minutes % (FILLS_IN / 3)) + 0.5) / (FILLS_IN / 3);
    const isDown = minutes >= 0 && minutes % (FILLS_IN / 3) < 2.5;
    return {
      catalogue: {
        memoryShare: 0.47 + 0.52 * Math.min(1, filled),
        gcFactor: 1 + 9 * Math.max(0, filled - 0.5),
        latencyAddMs: 60 * Math.max(0, filled - 0.7),
        errorShare: isDown ? 0.36 : minutes >= 0 ? 0.05 : 0,
      },
    };
  },
  lines: [
    {
      service: "catalogue",
      level: "warn",
      perMinute: ({ minutes, relieved }) => (minutes > -8 && relieved === null ? 2 : 0),
      text: (dice) => `heap used ${dice.whole(420, 505)} MB of 512 MB, similar-products cache holds ${dice.whole(180, 420)}000 entries`,
    },
    {
      service: "catalogue",
      level: "fatal",
      perMinute: ({ minutes, relieved }) => (minutes >= -0.5 && relieved === null && minutes % (FILLS_IN / 3) < 1 ? 3 : 0),
      text: () => "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    },
  ],
  changes: ({ startedAt, relievedAt }) => [
    {
      id: "chg-4142",
      at: startedAt + DEPLOYED,
      kind: "deploy",
      service: "catalogue",
      title: "catalogue 6.3.0: keep similar products in memory",
      author: "catalogue-team",
      detail:
        'diff --git a/src/similar.js b/src/similar.js\n--- a/src/similar.js\n+++ b/src/similar.js\n@@ -4,2 +4,6 @@\n-export const similarTo = (id) => redis.get("similar:" + id);\n+const cache = new Map();\n+export async function similarTo(id, session) {\n+  const key = id + ":" + session;\n+  if (!cache.has(key)) cache.set(key, await redis.get("similar:" + id));\n+  return cache.get(key);\n+}\n',
    },
    ...(relievedAt === null
      ? []
      : [
          {
            id: "chg-4143",
            at: relievedAt,
            kind: "deploy" as const,
            service: "catalogue",
            title: "catalogue: roll back to 6.2.1",
            author: "catalogue-team",
            detail: "- image: registry.example/shop/catalogue:6.3.0\n+ image: registry.example/shop/catalogue:6.2.1\n",
          },
        ]),
  ],
  pods(pods, times) {
    const rolled = rollOut(pods, "catalogue", times.startedAt + DEPLOYED, times.seed);
    const leaky = rolled.filter((pod) => pod.service === "catalogue" && pod.to === null);
    const sick = rolled.map((pod) => (leaky.includes(pod) ? leaking(pod, leaky.indexOf(pod), times) : pod));
    return times.relievedAt === null ? sick : rollOut(sick, "catalogue", times.relievedAt, times.seed);
  },
  cluster: ({ objects, at }) => objects.map((object) => (isCatalogue(object) ? waiting(object, at) : object)),
};

const isCatalogue = ({ kind, metadata }: { kind: string; metadata: { name: string } }): boolean =>
  kind === "Pod" && metadata.name.startsWith("catalogue-");

/** A container that was killed less than a minute ago is not ready yet. */
function waiting(object: KubeObject, at: number): KubeObject {
  const status = object.status as { containerStatuses?: { lastState?: { terminated?: { finishedAt: string } } }[] };
  const ended = status.containerStatuses?.[0]?.lastState?.terminated?.finishedAt;
  if (!ended || at - Date.parse(ended) > MINUTE) return object;
  const [container] = status.containerStatuses ?? [];
  return {
    ...object,
    status: {
      ...status,
      containerStatuses: [
        { ...container, ready: false, state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s restarting failed container" } } },
      ],
    },
  };
}

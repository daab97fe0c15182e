import { hashOf, openDice } from "./chance.ts";
import { isOutside, NAMESPACE, NODES, SERVICES } from "./shop.ts";
import type { Pod } from "./types.ts";

const DAY = 24 * 60 * 60_000;

/** The pods of a usual day: each service spread over the nodes, running for days. */
export function usualPods(seed: number, begin: number): Pod[] {
  const inside = SERVICES.filter((service) => !isOutside(service));
  const pods = inside.flatMap(({ name, replicas }, index) =>
    Array.from({ length: replicas }, (_, number) =>
      makePod({
        seed,
        service: name,
        number,
        revision: 12 + index,
        node: NODES[(index + number) % NODES.length] ?? NODES[0],
        from: begin - (1 + (index % 4)) * DAY,
      }),
    ),
  );
  const dns = [0, 1].map((number) =>
    makePod({ seed, service: "coredns", namespace: "kube-system", number, revision: 3, node: NODES[number] ?? NODES[0], from: begin - 21 * DAY }),
  );
  return [...pods, ...dns];
}

type PodWish = { seed: number; service: string; namespace?: string; number: number; revision: number; node: string; from: number };

/** A pod with the name that its deployment would give it. Stateful services number theirs. */
export function makePod({ seed, service, namespace = NAMESPACE, number, revision, node, from }: PodWish): Pod {
  const dice = openDice(seed, hashOf(`${service} pod ${revision}`), number);
  const isNumbered = service === "postgres" || service === "redis" || service === "message-queue";
  const name = isNumbered ? `${service}-${number}` : `${service}-${templateHash(seed, service, revision)}-${lettersOf(dice.hex(10)).slice(0, 5)}`;
  return {
    name,
    service,
    namespace,
    node,
    revision,
    from,
    to: null,
    ip: `10.244.${NODES.indexOf(node as (typeof NODES)[number]) + 1}.${dice.whole(10, 240)}`,
    restarts: [],
  };
}

/** The hash by which a deployment tells its replica sets apart. */
export function templateHash(seed: number, service: string, revision: number): string {
  return lettersOf(openDice(seed, hashOf(`${service} template`), revision).hex(10));
}

/** The letters that Kubernetes uses in names: none that could spell a word. */
function lettersOf(hex: string): string {
  return [...hex].map((digit) => "bcdf456789ghjklm"[Number.parseInt(digit, 16)] ?? "x").join("");
}

/** Replaces the pods of a service by those of a next revision: the roll-out of a deploy. */
export function rollOut(pods: Pod[], service: string, at: number, seed: number): Pod[] {
  const before = pods.filter((pod) => pod.service === service && pod.to === null);
  const next = before.map((pod, number) =>
    makePod({ seed, service, namespace: pod.namespace, number, revision: pod.revision + 1, node: pod.node, from: at + number * 20_000 }),
  );
  return [...pods.map((pod) => (before.includes(pod) ? { ...pod, to: at + before.indexOf(pod) * 20_000 + 15_000 } : pod)), ...next];
}

export const isAlive = (pod: Pod, at: number): boolean => pod.from <= at && (pod.to === null || at < pod.to);

/** When the container that runs at an instant was started. */
export function startedAt(pod: Pod, at: number): number {
  return pod.restarts.reduce((latest, end) => (end.at <= at ? Math.max(latest, end.at) : latest), pod.from);
}

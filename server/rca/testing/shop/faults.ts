import type { Random } from "../random.ts";
import type { Operation, Plan } from "./plan.ts";

export const SHOP_FAULTS = ["contention", "consumed", "delay", "return", "exception"] as const;
export type ShopFault = (typeof SHOP_FAULTS)[number];

/**
 * A fault at one service for a time. `slower`: factor of its own work. `wayMs`: what each call from or to it takes longer. `cut`: the operation that ends
 * early, after how many of its steps and with which share of its own work done; `fails` tells an exception from an empty answer.
 */
export type Trouble = {
  kind: ShopFault;
  service: string;
  from: number;
  to: number;
  slower: number;
  wayMs: number;
  cpu: number;
  cut: { operation: Operation; after: number; share: number; fails: boolean; chance: number } | null;
};

export function troubleOf(kind: ShopFault, plan: Plan, from: number, to: number, random: Random): Trouble {
  const operations = operationsOf(plan);
  const operation = random.pick(operations.filter(({ service }) => service !== plan.services[0] || (kind !== "return" && kind !== "exception")));
  const calm: Trouble = { kind, service: operation.service, from, to, slower: 1, wayMs: 0, cpu: 0, cut: null };
  switch (kind) {
    case "contention":
      return { ...calm, slower: random.between(1.8, 6), cpu: random.between(30, 90) };
    case "consumed":
      return { ...calm, slower: random.between(1, 1.8), cpu: random.between(20, 80) };
    case "delay":
      return { ...calm, wayMs: random.between(15, 150) };
    default: {
      const after = random.whole(0, operation.steps.length + operation.inner);
      const share = (after + random.between(0.1, 0.7)) / (operation.steps.length + operation.inner + 1);
      return { ...calm, cut: { operation, after, share, fails: kind === "exception", chance: random.between(0.8, 1) } };
    }
  }
}

/** Every operation that some page comes to, once, but for those that are hardly ever asked for. */
export function operationsOf({ routes }: Plan): Operation[] {
  const found = new Set<Operation>();
  const walk = (operation: Operation): void => {
    found.add(operation);
    for (const { callee } of operation.steps) walk(callee);
  };
  for (const { operation } of routes) walk(operation);
  return [...found];
}

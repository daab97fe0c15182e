import type { Runtime, ServiceSpec } from "./types.ts";

export const NAMESPACE = "shop";
export const CLUSTER = "drill-shop";
export const NODES = ["worker-1", "worker-2", "worker-3"] as const;

const PORTS: Record<Runtime, number> = { java: 8080, node: 3000, go: 8081, postgres: 5432, redis: 6379, rabbitmq: 5672, outside: 443 };

/** An invented shop: callers stand before what they call. */
export const SERVICES: readonly ServiceSpec[] = [
  {
    ...running("storefront", "web-team", "node", 3, "4.31.2"),
    entryRps: 60,
    latencyMs: 18,
    cpuMs: 5,
    memoryMb: 210,
    limitMb: 512,
    path: "GET /",
    calls: [
      { to: "catalogue", share: 0.8, timeoutMs: 2000 },
      { to: "checkout", share: 0.18, timeoutMs: 8000 },
    ],
  },
  {
    ...running("checkout", "checkout-team", "java", 3, "3.8.0"),
    latencyMs: 28,
    cpuMs: 9,
    memoryMb: 620,
    limitMb: 1024,
    path: "POST /checkout",
    calls: [
      { to: "inventory", share: 1, timeoutMs: 2000 },
      { to: "payment-api", share: 0.9, timeoutMs: 6000, after: "inventory" },
      { to: "orders", share: 0.9, timeoutMs: 3000, after: "payment-api" },
    ],
  },
  {
    ...running("payment-api", "payments-team", "java", 3, "5.12.3"),
    latencyMs: 24,
    cpuMs: 11,
    memoryMb: 680,
    limitMb: 1024,
    pool: { to: "postgres", max: 50, usual: 0.5 },
    path: "POST /payments",
    calls: [
      { to: "postgres", share: 3, timeoutMs: 5000 },
      { to: "card-gateway", share: 1, timeoutMs: 5000 },
    ],
  },
  {
    ...running("orders", "orders-team", "go", 2, "2.13.4"),
    latencyMs: 12,
    cpuMs: 4,
    memoryMb: 130,
    limitMb: 384,
    pool: { to: "postgres", max: 30, usual: 0.3 },
    path: "POST /orders",
    calls: [
      { to: "postgres", share: 2, timeoutMs: 3000 },
      { to: "message-queue", share: 1, timeoutMs: 2000 },
    ],
  },
  {
    ...running("catalogue", "catalogue-team", "node", 3, "6.2.1"),
    latencyMs: 10,
    cpuMs: 6,
    memoryMb: 240,
    limitMb: 512,
    path: "GET /products",
    calls: [
      { to: "redis", share: 1, timeoutMs: 500 },
      { to: "postgres", share: 0.12, timeoutMs: 2000 },
    ],
  },
  {
    ...running("inventory", "catalogue-team", "go", 2, "1.44.0"),
    latencyMs: 9,
    cpuMs: 3,
    memoryMb: 110,
    limitMb: 256,
    pool: { to: "postgres", max: 20, usual: 0.25 },
    path: "GET /stock",
    calls: [{ to: "postgres", share: 1, timeoutMs: 2000 }],
  },
  {
    ...running("notifications", "orders-team", "node", 2, "2.7.9"),
    latencyMs: 40,
    cpuMs: 7,
    memoryMb: 160,
    limitMb: 384,
    path: "order.created",
    calls: [],
  },
  {
    ...running("message-queue", "platform-team", "rabbitmq", 1, "3.13.7"),
    latencyMs: 2,
    cpuMs: 1.5,
    memoryMb: 330,
    limitMb: 1024,
    path: "publish",
    calls: [{ to: "notifications", share: 1, timeoutMs: 60_000 }],
  },
  { ...running("redis", "platform-team", "redis", 1, "7.4.1"), latencyMs: 0.6, cpuMs: 0.2, memoryMb: 420, limitMb: 1024, path: "GET", calls: [] },
  {
    ...running("postgres", "platform-team", "postgres", 1, "16.4"),
    latencyMs: 2.5,
    cpuMs: 2.2,
    memoryMb: 2600,
    limitMb: 4096,
    cpuLimit: 4,
    path: "query",
    calls: [],
  },
  {
    ...running("card-gateway", "outside", "outside", 0, "-"),
    latencyMs: 110,
    cpuMs: 0,
    memoryMb: 0,
    limitMb: 0,
    path: "POST /v2/charges",
    calls: [],
  },
];

function running(name: string, team: string, runtime: Runtime, replicas: number, version: string) {
  return { name, team, runtime, replicas, version, port: PORTS[runtime], cpuLimit: 1 };
}

const byName = new Map(SERVICES.map((service) => [service.name, service]));

export function serviceOf(name: string): ServiceSpec {
  const service = byName.get(name);
  if (!service) throw new Error(`The shop has no service ${name}: name one of ${[...byName.keys()].join(", ")}.`);
  return service;
}

export const isOutside = (service: ServiceSpec): boolean => service.runtime === "outside";
/** Keeps state and takes no HTTP: a database, cache or queue. */
export const isStore = ({ runtime }: ServiceSpec): boolean => runtime === "postgres" || runtime === "redis" || runtime === "rabbitmq";

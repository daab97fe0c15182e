import { isStore } from "../world/shop.ts";
import type { Reading, Runtime, ServiceSpec } from "../world/types.ts";
import { CLUSTER_FAMILIES } from "./cluster-families.ts";
import { countersOfPods, gaugesOfPods } from "./per-pod.ts";
import type { Family } from "./series.ts";
import { BUCKETS, meanSeconds, sharesBelow } from "./spread.ts";

const takesHttp = (service: ServiceSpec): boolean => !isStore(service) && service.name !== "notifications";
const runs =
  (...runtimes: Runtime[]) =>
  ({ runtime }: ServiceSpec): boolean =>
    runtimes.includes(runtime);
const hasPool =
  (runtime: Runtime) =>
  (service: ServiceSpec): boolean =>
    service.runtime === runtime && service.pool !== undefined;
const everything = (): boolean => true;

/** Of errors, those for which a server has no better word, and those where it gave up waiting. */
const CODES: readonly [string, (reading: Reading) => number][] = [
  ["200", ({ errorShare }) => (1 - errorShare) * 0.985],
  ["404", ({ errorShare }) => (1 - errorShare) * 0.015],
  ["500", ({ errorShare }) => errorShare * 0.8],
  ["503", ({ errorShare }) => errorShare * 0.2],
];

const WORK: readonly Family[] = [
  {
    name: "http_requests_total",
    type: "counter",
    help: "Requests answered, by status code.",
    series: (world) =>
      CODES.flatMap(([code, share]) =>
        countersOfPods(world, "http_requests_total", takesHttp, (reading, _, part) => reading.rps * part * share(reading), { code }),
      ),
  },
  {
    name: "http_request_duration_seconds",
    type: "histogram",
    help: "Time to answer a request.",
    series: (world) => [
      ...BUCKETS.flatMap(([le], bucket) =>
        countersOfPods(
          world,
          "http_request_duration_seconds_bucket",
          takesHttp,
          (reading, _, part) => reading.rps * part * (sharesBelow(reading)[bucket] ?? 1),
          { le },
        ),
      ),
      ...countersOfPods(world, "http_request_duration_seconds_sum", takesHttp, (reading, _, part) => reading.rps * part * meanSeconds(reading)),
      ...countersOfPods(world, "http_request_duration_seconds_count", takesHttp, (reading, _, part) => reading.rps * part),
    ],
  },
  {
    name: "messages_processed_total",
    type: "counter",
    help: "Messages taken from the queue and worked.",
    series: (world) =>
      countersOfPods(
        world,
        "messages_processed_total",
        ({ name }) => name === "notifications",
        (reading, _, part) => reading.rps * part * (1 - reading.errorShare),
      ),
  },
  ...clientFamilies(),
];

function clientFamilies(): Family[] {
  const calling = ({ calls, runtime }: ServiceSpec, to: string): boolean => runtime !== "rabbitmq" && calls.some((call) => call.to === to);
  const targets = ["catalogue", "checkout", "inventory", "payment-api", "orders", "card-gateway", "redis", "postgres", "message-queue"];
  return [
    {
      name: "http_client_requests_total",
      type: "counter",
      help: "Calls of other services, by outcome.",
      series: (world) =>
        targets.flatMap((target) =>
          (["success", "error"] as const).flatMap((outcome) =>
            countersOfPods(
              world,
              "http_client_requests_total",
              (service) => calling(service, target),
              ({ calls }, _, part) => {
                const call = calls[target];
                return call ? call.rps * part * (outcome === "error" ? call.errorShare : 1 - call.errorShare) : 0;
              },
              { target, outcome },
            ),
          ),
        ),
    },
    {
      name: "http_client_request_duration_seconds_sum",
      type: "counter",
      help: "Time spent waiting for other services.",
      series: (world) =>
        targets.flatMap((target) =>
          countersOfPods(
            world,
            "http_client_request_duration_seconds_sum",
            (service) => calling(service, target),
            ({ calls }, _, part) => ((calls[target]?.rps ?? 0) * part * (calls[target]?.latencyMs ?? 0)) / 1000,
            { target },
          ),
        ),
    },
    {
      name: "http_client_request_duration_seconds_count",
      type: "counter",
      help: "How often other services were waited for.",
      series: (world) =>
        targets.flatMap((target) =>
          countersOfPods(
            world,
            "http_client_request_duration_seconds_count",
            (service) => calling(service, target),
            ({ calls }, _, part) => (calls[target]?.rps ?? 0) * part,
            { target },
          ),
        ),
    },
  ];
}

const RESOURCES: readonly Family[] = [
  {
    name: "container_cpu_usage_seconds_total",
    type: "counter",
    help: "CPU time used by a container.",
    series: (world) =>
      countersOfPods(world, "container_cpu_usage_seconds_total", everything, (reading, { cpuLimit }, part) =>
        Math.min(cpuLimit, reading.cpuCores * part),
      ),
  },
  {
    name: "container_memory_working_set_bytes",
    type: "gauge",
    help: "Memory that a container cannot give back.",
    series: (world) =>
      gaugesOfPods(world, "container_memory_working_set_bytes", everything, ({ memoryShare }, { limitMb }) =>
        Math.round(memoryShare * limitMb * 2 ** 20),
      ),
  },
  {
    name: "container_spec_memory_limit_bytes",
    type: "gauge",
    help: "Memory limit of a container.",
    series: (world) => gaugesOfPods(world, "container_spec_memory_limit_bytes", everything, (_, { limitMb }) => limitMb * 2 ** 20),
  },
  ...pools(),
  {
    name: "jvm_gc_pause_seconds_sum",
    type: "counter",
    help: "Time in garbage collection pauses.",
    series: (world) => countersOfPods(world, "jvm_gc_pause_seconds_sum", runs("java"), ({ gcShare }) => gcShare),
  },
  {
    name: "nodejs_eventloop_lag_seconds",
    type: "gauge",
    help: "How late the event loop is.",
    series: (world) => gaugesOfPods(world, "nodejs_eventloop_lag_seconds", runs("node"), ({ gcShare }) => gcShare * 2),
  },
  {
    name: "rabbitmq_queue_messages_ready",
    type: "gauge",
    help: "Messages that wait for a consumer.",
    series: (world) => gaugesOfPods(world, "rabbitmq_queue_messages_ready", runs("rabbitmq"), ({ backlog }) => backlog, { queue: "order.created" }),
  },
  {
    name: "redis_memory_used_bytes",
    type: "gauge",
    help: "Memory that Redis uses for data.",
    series: (world) => gaugesOfPods(world, "redis_memory_used_bytes", runs("redis"), ({ memoryShare }) => Math.round(memoryShare * 0.9 * 2 ** 30)),
  },
  {
    name: "redis_commands_processed_total",
    type: "counter",
    help: "Commands that Redis worked.",
    series: (world) => countersOfPods(world, "redis_commands_processed_total", runs("redis"), ({ rps }) => rps),
  },
  ...(["commit", "rollback"] as const).map(
    (end): Family => ({
      name: `pg_stat_database_xact_${end}`,
      type: "counter",
      help: `Transactions that ended by ${end}.`,
      series: (world) =>
        countersOfPods(
          world,
          `pg_stat_database_xact_${end}`,
          runs("postgres"),
          (_, service, part, slot) => {
            const calls = [...world.readingsIn(slot).values()].flatMap((reading) => reading.calls[service.name] ?? []);
            return (
              part * calls.reduce((sum, { rps, errorShare, answeredShare }) => sum + rps * (end === "commit" ? 1 - errorShare : answeredShare), 0)
            );
          },
          { datname: "shop" },
        ),
    }),
  ),
];

function pools(): Family[] {
  const family = (name: string, help: string, runtime: Runtime, value: (reading: Reading, max: number) => number): Family => ({
    name,
    type: "gauge",
    help,
    series: (world) => gaugesOfPods(world, name, hasPool(runtime), (reading, { pool }) => value(reading, pool?.max ?? 0), { pool: "primary" }),
  });
  const used = ({ poolShare }: Reading, max: number): number => Math.min(max, Math.round((poolShare ?? 0) * max));
  return [
    family("hikaricp_connections_active", "Connections in use.", "java", used),
    family("hikaricp_connections_max", "Size of the connection pool.", "java", (_, max) => max),
    family("hikaricp_connections_pending", "Threads that wait for a connection.", "java", ({ poolPending }) => Math.round(poolPending)),
    family("go_sql_in_use_connections", "Connections in use.", "go", used),
    family("go_sql_max_open_connections", "Size of the connection pool.", "go", (_, max) => max),
  ];
}

export const FAMILIES: readonly Family[] = [...WORK, ...RESOURCES, ...CLUSTER_FAMILIES];

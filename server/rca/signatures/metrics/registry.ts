import type { Signature } from "../signature.ts";
import { CACHE_MISSES } from "./cache-misses.ts";
import { CONNECTION_POOL } from "./connection-pool.ts";
import { CPU_SATURATION } from "./cpu-saturation.ts";
import { CPU_THROTTLING } from "./cpu-throttling.ts";
import { DISK_FULL } from "./disk-full.ts";
import { DISK_IO } from "./disk-io.ts";
import { ERROR_RATE } from "./error-rate.ts";
import { FILE_DESCRIPTORS } from "./file-descriptors.ts";
import { GARBAGE_COLLECTION } from "./garbage-collection.ts";
import { SLOW_SERVICE } from "./latency.ts";
import { MEMORY_LEAK } from "./memory-leak.ts";
import { MEMORY_PRESSURE } from "./memory-pressure.ts";
import { NETWORK_DELAY } from "./network-delay.ts";
import { NETWORK_LOSS } from "./network-loss.ts";
import { NETWORK_TRAFFIC } from "./network-traffic.ts";
import { NEW_DEPENDENCY } from "./new-dependency.ts";
import { QUEUE_LAG } from "./queue-lag.ts";
import { RATE_LIMITED } from "./rate-limited.ts";
import { RESTARTS } from "./restarts.ts";
import { SOCKET_EXHAUSTION } from "./socket-exhaustion.ts";
import { THREAD_POOL } from "./thread-pool.ts";
import { TRAFFIC_DROP } from "./traffic-drop.ts";
import { TRAFFIC_SURGE } from "./traffic-surge.ts";

/** Families that metrics show best. One file a family in this folder, one line here. */
export const METRICS_SIGNATURES = {
  "cache-misses": CACHE_MISSES,
  "connection-pool": CONNECTION_POOL,
  "cpu-saturation": CPU_SATURATION,
  "cpu-throttling": CPU_THROTTLING,
  "disk-full": DISK_FULL,
  "disk-io": DISK_IO,
  "error-rate": ERROR_RATE,
  "file-descriptors": FILE_DESCRIPTORS,
  "garbage-collection": GARBAGE_COLLECTION,
  latency: SLOW_SERVICE,
  "memory-leak": MEMORY_LEAK,
  "memory-pressure": MEMORY_PRESSURE,
  "network-delay": NETWORK_DELAY,
  "network-loss": NETWORK_LOSS,
  "network-traffic": NETWORK_TRAFFIC,
  "new-dependency": NEW_DEPENDENCY,
  "queue-lag": QUEUE_LAG,
  "rate-limited": RATE_LIMITED,
  restarts: RESTARTS,
  "socket-exhaustion": SOCKET_EXHAUSTION,
  "thread-pool": THREAD_POOL,
  "traffic-drop": TRAFFIC_DROP,
  "traffic-surge": TRAFFIC_SURGE,
} as const satisfies Record<string, Signature>;

import { ACCESS_DENIED } from "./access-denied.ts";
import { AUTOSCALER } from "./autoscaler.ts";
import { BAD_RECORD } from "./bad-record.ts";
import { CACHE } from "./cache.ts";
import { CERTIFICATE } from "./certificate.ts";
import { CLOCK_SKEW } from "./clock-skew.ts";
import { CODE_EXCEPTION } from "./code-exception.ts";
import { CODE_PATH_CUT } from "./code-path-cut.ts";
import { CONFIGURATION_MISSING } from "./configuration-missing.ts";
import { CONNECTION_POOL } from "./connection-pool.ts";
import { CONNECTION_REFUSED } from "./connection-refused.ts";
import { CPU_SATURATION } from "./cpu-saturation.ts";
import { CPU_THROTTLING } from "./cpu-throttling.ts";
import { CRASH_LOOP } from "./crash-loop.ts";
import { CREDENTIALS_REJECTED } from "./credentials-rejected.ts";
import { DATABASE_CONSTRAINT } from "./database-constraint.ts";
import { DATABASE_LOCK } from "./database-lock.ts";
import { DATABASE_STATEMENT } from "./database-statement.ts";
import { DEPENDENCY_TIMEOUT } from "./dependency-timeout.ts";
import { DISK_FULL } from "./disk-full.ts";
import { DISK_IO } from "./disk-io.ts";
import { DISRUPTION_BUDGET } from "./disruption-budget.ts";
import { ERROR_RATE } from "./error-rate.ts";
import { EVICTION } from "./eviction.ts";
import { FAILING_PROBE } from "./failing-probe.ts";
import { FAULTY_CHANGE } from "./faulty-change.ts";
import { FEATURE_FLAG } from "./feature-flag.ts";
import { FILE_DESCRIPTORS } from "./file-descriptors.ts";
import { GARBAGE_COLLECTION } from "./garbage-collection.ts";
import { IMAGE_PULL } from "./image-pull.ts";
import { INGRESS } from "./ingress.ts";
import { INIT_CONTAINER } from "./init-container.ts";
import { JOB } from "./job.ts";
import { LATENCY } from "./latency.ts";
import { MACHINE_TROUBLE } from "./machine-trouble.ts";
import { MEMORY_LEAK } from "./memory-leak.ts";
import { MEMORY_PRESSURE } from "./memory-pressure.ts";
import { MISSING_REFERENCE } from "./missing-reference.ts";
import { NAME_RESOLUTION } from "./name-resolution.ts";
import { NETWORK_DELAY } from "./network-delay.ts";
import { NETWORK_LOSS } from "./network-loss.ts";
import { NETWORK_POLICY } from "./network-policy.ts";
import { NETWORK_TRAFFIC } from "./network-traffic.ts";
import { NEW_DEPENDENCY } from "./new-dependency.ts";
import { NO_ROOM } from "./no-room.ts";
import { NODE_CLOSED } from "./node-closed.ts";
import { NODE_DOWN } from "./node-down.ts";
import { NODE_PRESSURE } from "./node-pressure.ts";
import { NODE_RULES } from "./node-rules.ts";
import { OUT_OF_MEMORY } from "./out-of-memory.ts";
import { POD_NETWORK } from "./pod-network.ts";
import { POD_SECURITY } from "./pod-security.ts";
import { POD_SPREAD } from "./pod-spread.ts";
import { PROVIDER_OUTAGE } from "./provider-outage.ts";
import { QUEUE_LAG } from "./queue-lag.ts";
import { QUOTA } from "./quota.ts";
import { RATE_LIMITED } from "./rate-limited.ts";
import { REFUSED_BY_ADMISSION } from "./refused-by-admission.ts";
import { REPLICATION_LAG } from "./replication-lag.ts";
import { ROLLOUT_STUCK } from "./rollout-stuck.ts";
import { SCALED_TO_ZERO } from "./scaled-to-zero.ts";
import { SERVICE_ROUTING } from "./service-routing.ts";
import type { Signature } from "./signature.ts";
import { SLOW_QUERY } from "./slow-query.ts";
import { SOCKET_EXHAUSTION } from "./socket-exhaustion.ts";
import { START_ERROR } from "./start-error.ts";
import { STUCK_DELETION } from "./stuck-deletion.ts";
import { THREAD_POOL } from "./thread-pool.ts";
import { TRAFFIC_DROP } from "./traffic-drop.ts";
import { TRAFFIC_SURGE } from "./traffic-surge.ts";
import { UNBOUND_CLAIM } from "./unbound-claim.ts";
import { VOLUME_MOUNT } from "./volume-mount.ts";
import { VOLUME_PERMISSION } from "./volume-permission.ts";
import { WRONG_ADDRESS } from "./wrong-address.ts";

/**
 * Every family of failure that the analyst knows, under the name of its file: one file a family, one line here, and a second line of the same name does not
 * compile. A log line is told by the first family whose words it holds, so the more specific ones come first.
 */
export const FAMILIES = {
  "out-of-memory": OUT_OF_MEMORY,
  "disk-full": DISK_FULL,
  certificate: CERTIFICATE,
  "connection-pool": CONNECTION_POOL,
  "rate-limited": RATE_LIMITED,
  quota: QUOTA,
  "database-lock": DATABASE_LOCK,
  "database-constraint": DATABASE_CONSTRAINT,
  "database-statement": DATABASE_STATEMENT,
  "slow-query": SLOW_QUERY,
  "replication-lag": REPLICATION_LAG,
  "clock-skew": CLOCK_SKEW,
  "name-resolution": NAME_RESOLUTION,
  cache: CACHE,
  "queue-lag": QUEUE_LAG,
  "thread-pool": THREAD_POOL,
  "file-descriptors": FILE_DESCRIPTORS,
  "access-denied": ACCESS_DENIED,
  "credentials-rejected": CREDENTIALS_REJECTED,
  "configuration-missing": CONFIGURATION_MISSING,
  "feature-flag": FEATURE_FLAG,
  "provider-outage": PROVIDER_OUTAGE,
  "code-exception": CODE_EXCEPTION,
  "network-loss": NETWORK_LOSS,
  "network-delay": NETWORK_DELAY,
  "connection-refused": CONNECTION_REFUSED,
  "dependency-timeout": DEPENDENCY_TIMEOUT,
  "code-path-cut": CODE_PATH_CUT,
  "memory-leak": MEMORY_LEAK,
  "memory-pressure": MEMORY_PRESSURE,
  "cpu-saturation": CPU_SATURATION,
  "cpu-throttling": CPU_THROTTLING,
  "disk-io": DISK_IO,
  "error-rate": ERROR_RATE,
  "garbage-collection": GARBAGE_COLLECTION,
  "network-traffic": NETWORK_TRAFFIC,
  "new-dependency": NEW_DEPENDENCY,
  "socket-exhaustion": SOCKET_EXHAUSTION,
  "traffic-drop": TRAFFIC_DROP,
  "traffic-surge": TRAFFIC_SURGE,
  latency: LATENCY,
  "faulty-change": FAULTY_CHANGE,
  "machine-trouble": MACHINE_TROUBLE,
  "bad-record": BAD_RECORD,
  "crash-loop": CRASH_LOOP,
  "start-error": START_ERROR,
  "volume-permission": VOLUME_PERMISSION,
  "pod-security": POD_SECURITY,
  eviction: EVICTION,
  "stuck-deletion": STUCK_DELETION,
  "image-pull": IMAGE_PULL,
  "node-rules": NODE_RULES,
  "pod-spread": POD_SPREAD,
  "node-closed": NODE_CLOSED,
  "no-room": NO_ROOM,
  "failing-probe": FAILING_PROBE,
  "refused-by-admission": REFUSED_BY_ADMISSION,
  "wrong-address": WRONG_ADDRESS,
  "missing-reference": MISSING_REFERENCE,
  "unbound-claim": UNBOUND_CLAIM,
  "volume-mount": VOLUME_MOUNT,
  "service-routing": SERVICE_ROUTING,
  ingress: INGRESS,
  "network-policy": NETWORK_POLICY,
  "scaled-to-zero": SCALED_TO_ZERO,
  "rollout-stuck": ROLLOUT_STUCK,
  "node-down": NODE_DOWN,
  "node-pressure": NODE_PRESSURE,
  "pod-network": POD_NETWORK,
  job: JOB,
  autoscaler: AUTOSCALER,
  "disruption-budget": DISRUPTION_BUDGET,
  "init-container": INIT_CONTAINER,
} as const satisfies Record<string, readonly Signature[]>;

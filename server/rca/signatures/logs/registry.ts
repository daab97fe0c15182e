import type { Signature } from "../signature.ts";
import { BROKER } from "./broker.ts";
import { CACHE } from "./cache.ts";
import { CERTIFICATE } from "./certificate.ts";
import { CLOCK_SKEW } from "./clock-skew.ts";
import { CODE_PATH_CUT } from "./code-path-cut.ts";
import { CONFIGURATION } from "./configuration.ts";
import { CONNECTION_POOL } from "./connection-pool.ts";
import { CONNECTION_REFUSED } from "./connection-refused.ts";
import { CREDENTIALS } from "./credentials.ts";
import { DATABASE_CONSTRAINT } from "./database-constraint.ts";
import { DATABASE_LOCKS } from "./database-locks.ts";
import { DATABASE_STATEMENT } from "./database-statement.ts";
import { DISK_FULL } from "./disk-full.ts";
import { FEATURE_FLAG } from "./feature-flag.ts";
import { MEMORY_EXHAUSTED } from "./memory-exhausted.ts";
import { NAME_RESOLUTION } from "./name-resolution.ts";
import { NETWORK_DELAY } from "./network-delay.ts";
import { PROGRAMMING } from "./programming.ts";
import { QUOTA } from "./quota.ts";
import { RATE_LIMIT } from "./rate-limit.ts";
import { REPLICATION_LAG } from "./replication-lag.ts";
import { SLOW_QUERIES } from "./slow-queries.ts";
import { THIRD_PARTY } from "./third-party.ts";
import { THREADS } from "./threads.ts";
import { TIMEOUTS } from "./timeouts.ts";

/** Families that logs show best, the more specific ones first: a line is told by the first that reads it. One file a family in this folder, one line here. */
export const LOGS_SIGNATURES = {
  memory_exhausted: MEMORY_EXHAUSTED,
  disk_full: DISK_FULL,
  certificate_invalid: CERTIFICATE,
  connection_pool_exhausted: CONNECTION_POOL,
  rate_limited: RATE_LIMIT,
  quota_exceeded: QUOTA,
  database_lock: DATABASE_LOCKS,
  constraint_violation: DATABASE_CONSTRAINT,
  database_statement_invalid: DATABASE_STATEMENT,
  slow_query: SLOW_QUERIES,
  replication_lag: REPLICATION_LAG,
  clock_skew: CLOCK_SKEW,
  name_resolution_failed: NAME_RESOLUTION,
  cache_failure: CACHE,
  queue_backlog: BROKER,
  threads_exhausted: THREADS,
  credentials_rejected: CREDENTIALS,
  configuration_missing: CONFIGURATION,
  feature_flag: FEATURE_FLAG,
  third_party_failure: THIRD_PARTY,
  code_exception: PROGRAMMING,
  network_delay: NETWORK_DELAY,
  connection_refused: CONNECTION_REFUSED,
  dependency_timeout: TIMEOUTS,
  code_path_cut: CODE_PATH_CUT,
} as const satisfies Record<string, Signature>;

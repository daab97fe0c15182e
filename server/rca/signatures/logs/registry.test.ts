import { describe, expect, test } from "vitest";
import { familyOf } from "#server/rca/logs/match-signature.ts";
import { HORIZONS } from "../../answer.ts";
import { LOGS_SIGNATURES } from "./registry.ts";

/** Lines as programs of many kinds write them, made for this test, and the family that each tells of. */
const LINES: Record<string, string> = {
  "java.lang.OutOfMemoryError: Java heap space": "memory_exhausted",
  "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory": "memory_exhausted",
  "write /data/wal/000012: no space left on device": "disk_full",
  "x509: certificate has expired or is not yet valid: current time 2026-05-01 is after 2026-04-30": "certificate_invalid",
  "ssl.SSLCertVerificationError: certificate verify failed: unable to get local issuer certificate": "certificate_invalid",
  "HikariPool-1 - Connection is not available, request timed out after 30000ms": "connection_pool_exhausted",
  "FATAL: remaining connection slots are reserved for superusers": "connection_pool_exhausted",
  "Too Many Requests: limit of 100/s reached": "rate_limited",
  "Quota exceeded for resource compute.instances (limit 20)": "quota_exceeded",
  "ERROR: deadlock detected while updating table seats": "database_lock",
  "Lock wait timeout exceeded; try restarting transaction": "database_lock",
  'duplicate key value violates unique constraint "orders_pkey"': "constraint_violation",
  'ERROR: relation "favourites" does not exist at character 15': "database_statement_invalid",
  "slow query: 4210 ms for SELECT * FROM orders": "slow_query",
  "replica is lagging 340 s behind the primary": "replication_lag",
  "token used before issued: clock skew of 40 s": "clock_skew",
  "dial tcp: lookup pay.internal on 10.0.0.10:53: no such host": "name_resolution_failed",
  "getaddrinfo ENOTFOUND search.test": "name_resolution_failed",
  "Failed to read session from redis: TimeoutError": "cache_failure",
  "consumer group billing lag is 180000 messages on topic orders": "queue_backlog",
  "RejectedExecutionException: thread pool is saturated (200 threads)": "threads_exhausted",
  "accept4: too many open files": "threads_exhausted",
  "password authentication failed for user shop": "credentials_rejected",
  "token has expired": "credentials_rejected",
  "Environment variable PAYMENT_URL is not set": "configuration_missing",
  "Feature flag new-checkout enabled for 100 %": "feature_flag",
  "Cannot connect to external API https://rates.test: maintenance window": "third_party_failure",
  "panic: runtime error: invalid memory address or nil pointer dereference": "code_exception",
  "TypeError: Cannot read properties of undefined (reading 'id')": "code_exception",
  "packet loss of 12 % between node a and node b": "network_delay",
  "connect ECONNREFUSED 10.2.0.4:6432": "connection_refused",
  "read tcp 10.0.0.3:443: connection reset by peer": "connection_refused",
  "context deadline exceeded after 3s": "dependency_timeout",
};

const INNOCENT = [
  "Server started on port 8080",
  "Processed 120 orders in 40 ms",
  "Cache warmed, 5000 entries",
  "GET /api/items 200",
  "Certificate renewed, valid until 2027-01-01",
  "Connection pool ready: 10 connections",
];

describe("families", () => {
  test.each(Object.entries(LINES))("“%s” tells of %s", (line, family) => {
    expect(familyOf(line)?.name).toBe(family);
  });

  test.each(INNOCENT)("“%s” tells of none", (line) => {
    expect(familyOf(line)).toBeNull();
  });

  test("each family that reads lines has an example above", () => {
    const reading = Object.values(LOGS_SIGNATURES).filter(({ says }) => says.length > 0);
    const shown = new Set(Object.values(LINES));
    expect(reading.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  test("each says why, how to make sure and what to do at every horizon, under the name it is registered by", () => {
    for (const [name, signature] of Object.entries(LOGS_SIGNATURES)) {
      expect(signature.name).toBe(name);
      expect(signature.whys.length).toBeGreaterThanOrEqual(2);
      expect(new Set(signature.recommendations.map(({ horizon }) => horizon))).toEqual(new Set(HORIZONS));
      expect(signature.test.length * signature.notCaught.length).toBeGreaterThan(0);
    }
  });
});

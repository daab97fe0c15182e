import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { familyOf } from "#server/rca/logs/match-signature.ts";
import { HORIZONS } from "../answer.ts";
import type { Clue } from "../clue.ts";
import { FAMILIES } from "./families.ts";
import { READ_IN_LOGS, SIGNATURES } from "./registry.ts";

/** Lines as programs of many kinds write them, made for this test, and the family that each tells of. */
const LINES: Record<string, string> = {
  "java.lang.OutOfMemoryError: Java heap space": "out-of-memory",
  "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory": "out-of-memory",
  "write /data/wal/000012: no space left on device": "disk-full",
  "x509: certificate has expired or is not yet valid: current time 2026-05-01 is after 2026-04-30": "certificate-invalid",
  "ssl.SSLCertVerificationError: certificate verify failed: unable to get local issuer certificate": "certificate-invalid",
  "HikariPool-1 - Connection is not available, request timed out after 30000ms": "connection-pool",
  "FATAL: remaining connection slots are reserved for superusers": "connection-pool",
  "Too Many Requests: limit of 100/s reached": "rate-limited",
  "Quota exceeded for resource compute.instances (limit 20)": "quota-exceeded",
  "ERROR: deadlock detected while updating table seats": "database-lock",
  "Lock wait timeout exceeded; try restarting transaction": "database-lock",
  'duplicate key value violates unique constraint "orders_pkey"': "database-constraint",
  'ERROR: relation "favourites" does not exist at character 15': "database-statement",
  "slow query: 4210 ms for SELECT * FROM orders": "slow-query",
  "replica is lagging 340 s behind the primary": "replication-lag",
  "token used before issued: clock skew of 40 s": "clock-skew",
  "dial tcp: lookup pay.internal on 10.0.0.10:53: no such host": "name-not-resolved",
  "getaddrinfo ENOTFOUND search.test": "name-not-resolved",
  "Failed to read session from redis: TimeoutError": "cache-failure",
  "consumer group billing lag is 180000 messages on topic orders": "queue-lag",
  "RejectedExecutionException: thread pool is saturated (200 threads)": "thread-pool",
  "accept4: too many open files": "thread-pool",
  'failed to list *v1.Node: nodes is forbidden: User "system:serviceaccount:ops:sweeper" cannot list resource "nodes" in API group ""': "rbac-denied",
  "exec /usr/local/bin/agent: exec format error": "image-platform",
  "password authentication failed for user shop": "credentials-rejected",
  "token has expired": "credentials-rejected",
  "Environment variable PAYMENT_URL is not set": "configuration-missing",
  "Feature flag new-checkout enabled for 100 %": "feature-flag",
  "Cannot connect to external API https://rates.test: maintenance window": "provider-outage",
  "panic: runtime error: invalid memory address or nil pointer dereference": "code-exception",
  "TypeError: Cannot read properties of undefined (reading 'id')": "code-exception",
  "packet loss of 12 % between node a and node b": "network-loss",
  "high RTT to the replica: 310 ms": "network-delay",
  "connect ECONNREFUSED 10.2.0.4:6432": "connection-refused",
  "read tcp 10.0.0.3:443: connection reset by peer": "connection-refused",
  "context deadline exceeded after 3s": "dependency-timeout",
};

const INNOCENT = [
  "Server started on port 8080",
  "Processed 120 orders in 40 ms",
  "Cache warmed, 5000 entries",
  "GET /api/items 200",
  "Certificate renewed, valid until 2027-01-01",
  "Connection pool ready: 10 connections",
];

const CLUE: Clue = { service: "web", signature: null, statement: "Web is down.", strength: 0.9, role: "cause", at: null, evidence: [] };

describe("families", () => {
  test.each(Object.entries(LINES))("“%s” tells of %s", (line, family) => {
    expect(familyOf(line)?.name).toBe(family);
  });

  test.each(INNOCENT)("“%s” tells of none", (line) => {
    expect(familyOf(line)).toBeNull();
  });

  test("each mechanism that lines tell of has an example above", () => {
    const shown = new Set(Object.values(LINES));
    expect(READ_IN_LOGS.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  test("each file of a family is in the list under its own name, and nothing else is", () => {
    const other = new Set(["families", "family-names", "fill", "registry", "signature", "told"]);
    const files = readdirSync(import.meta.dirname).flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
    expect(files.filter((file) => !other.has(file)).toSorted()).toEqual(Object.keys(FAMILIES).toSorted());
  });

  test("no name is given twice, and all are written alike", () => {
    const names = Object.values(FAMILIES).flatMap((family) => family.map(({ name }) => name));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  test.each(Object.values(SIGNATURES).map((one) => [one.name, one] as const))(
    "%s says what it looks like, why, how to make sure and what to do",
    (_, one) => {
      for (const seen of Object.values(one.looks)) expect(seen).toMatch(/\.$/);
      expect(one.whys.length).toBeGreaterThan(0);
      expect(new Set(one.recommendations.map(({ horizon }) => horizon))).toEqual(new Set(HORIZONS));
      for (const text of [one.test, one.notCaught, ...one.recommendations.map((advice) => advice.text)]) expect(text.length).toBeGreaterThan(5);
    },
  );

  test("a state that was seen shows how it is felt and what brings it about, and not why it came to that", () => {
    const shown = (name: string, clue: Partial<Clue>): boolean[] =>
      (SIGNATURES[name]?.whys ?? []).map(({ shownBy }) => shownBy?.({ ...CLUE, signature: name, ...clue }) ?? false);
    expect(shown("node-cordoned", {})).toEqual([true, true, false]);
    expect(shown("node-cordoned", { role: "either" })).toEqual([false, false, false]);
    expect(shown("out-of-memory", { statement: "Container web is killed (OOMKilled, exit code 137)." })).toEqual([true, true, false]);
    expect(shown("out-of-memory", { statement: "The log says “Java heap space”." })).toEqual([false, false, false]);
    expect(shown("certificate-invalid", {})).toEqual([false, false, false]);
  });
});

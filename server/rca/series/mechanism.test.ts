import { expect, test } from "vitest";
import { analyse } from "../analyse.ts";
import { SIGNATURES } from "../signatures/registry.ts";
import { FAULTS, type Fault } from "../testing/faults.ts";
import { generateWorld } from "../testing/world.ts";
import { metricKindOf } from "./metric-kinds.ts";

const EXPECTED: Record<Fault, RegExp> = {
  cpu: /^cpu-saturation$/,
  mem: /^memory-(leak|pressure)$/,
  disk: /^disk-io$/,
  delay: /^network-delay$/,
  loss: /^network-loss$/,
  socket: /^socket-exhaustion$/,
};

test.each(FAULTS)("a fault of kind %s is named by its mechanism", (fault) => {
  const named = [21, 22, 23, 24, 25].map((seed) => analyse(generateWorld(seed, { fault, withEdges: true }).bundle).rootCause.signature ?? "");
  expect(named.filter((signature) => EXPECTED[fault].test(signature)).length).toBeGreaterThanOrEqual(4);
});

test("every family that a metric points to is in the registry", () => {
  const metrics = [
    "cpu",
    "mem",
    "disk",
    "disk used",
    "latency",
    "errors",
    "requests",
    "net",
    "rtt",
    "retrans",
    "gc",
    "lag",
    "pool",
    "threads",
    "sockets",
    "fds",
    "cache miss",
    "hit ratio",
    "throttled",
    "429",
    "restarts",
  ];
  const named = metrics.map((metric) => metricKindOf(metric, null)).flatMap(({ rise, fall }) => [rise, fall].filter((name) => name !== null));
  expect(named.filter((name) => !(name in SIGNATURES))).toEqual([]);
});

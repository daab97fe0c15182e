import type { Series, Span } from "../../bundle.ts";
import type { Random } from "../random.ts";
import type { Trouble } from "./faults.ts";
import type { Plan } from "./plan.ts";

const MINUTE = 60_000;
const METRICS = [
  "cpu_usage_rate",
  "memory_usage_rate",
  "network_receive_bytes",
  "network_transmit_bytes",
  "client_latency_p90",
  "server_latency_p90",
  "workload",
  "success_rate",
] as const;
/** Upper bounds of a histogram of seconds, by which a percentile is told no more exactly. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Minute = { count: number; failed: number; server: number[]; client: number[]; busyMs: number };

/**
 * One row a minute of each service, as cluster and mesh exporters tell it: what was served, and noise of the kinds that exporters have: bursts of bytes,
 * memory that creeps, percentiles of histograms that stand at an upper bound where hardly anything was served.
 */
export function metricsOf(spans: readonly Span[], plan: Plan, troubles: readonly Trouble[], begin: number, rows: number, random: Random): Series[] {
  const times = Float64Array.from({ length: rows }, (_, row) => begin + row * MINUTE);
  const minutes = minutesOf(spans, begin, rows);
  return [...plan.services, ...plan.idle].flatMap((service) => {
    const columns = METRICS.map(() => new Float64Array(rows));
    const [usual, perRequest, memory, base] = [random.between(0.2, 3), random.between(0.02, 0.3), random.between(10, 40), random.between(400, 3_000)];
    let drift = 0;
    for (let row = 0; row < rows; row += 1) {
      const minute = minutes.get(service)?.[row] ?? EMPTY;
      const at = times[row] ?? 0;
      const burned = troubles.reduce((sum, one) => sum + (one.service === service ? one.cpu * overlap(one, at) : 0), 0);
      drift += 0.02 * random.normal() + (random.next() < 0.01 ? 0.5 : 0);
      const noise = (share: number): number => Math.exp(share * random.normal());
      const bytes = (base + 900 * (minute.count / 60)) * (random.next() < 0.02 ? random.between(5, 40) : 1);
      const row8 = [
        (usual + perRequest * (minute.busyMs / 600)) * noise(0.2) + burned * noise(0.1),
        memory + drift,
        bytes * noise(0.3),
        bytes * 4 * noise(0.3),
        minute.client.length > 0 ? told(minute.client) : artefact(random),
        minute.server.length > 0 ? told(minute.server) : 0,
        minute.count / 60,
        minute.count > 0 ? 100 * (1 - minute.failed / minute.count) : 0,
      ];
      for (const [column, value] of row8.entries()) (columns[column] ?? columns[0])?.set([value], row);
    }
    return METRICS.map(
      (metric, at): Series => ({ service, metric, unit: null, kind: "gauge", times, values: columns[at] ?? new Float64Array(rows) }),
    );
  });
}

const EMPTY: Minute = { count: 0, failed: 0, server: [], client: [], busyMs: 0 };

function minutesOf(spans: readonly Span[], begin: number, rows: number): Map<string, Minute[]> {
  const minutes = new Map<string, Minute[]>();
  const services = new Map(spans.map(({ span, service }) => [span, service]));
  for (const { service, parent, start, durationMs, isError } of spans) {
    let own = minutes.get(service);
    if (!own) {
      own = Array.from({ length: rows }, () => ({ count: 0, failed: 0, server: [], client: [], busyMs: 0 }));
      minutes.set(service, own);
    }
    const minute = own[Math.floor((start - begin) / MINUTE)];
    if (!minute) continue;
    const isServer = parent === null || services.get(parent) !== service;
    if (!isServer) {
      minute.client.push(durationMs / 1_000);
      continue;
    }
    minute.count += 1;
    minute.failed += isError ? 1 : 0;
    minute.server.push(durationMs / 1_000);
    minute.busyMs += Math.min(20, durationMs);
  }
  return minutes;
}

/** Rows tell of the minute that begins with them. */
const overlap = ({ from, to }: Trouble, at: number): number => Math.max(0, Math.min(to, at + MINUTE) - Math.max(from, at)) / MINUTE;

function told(seconds: number[]): number {
  const sorted = Float64Array.from(seconds).sort();
  const value = sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0;
  const at = BOUNDS.findIndex((bound) => value <= bound);
  const [low, high] = [BOUNDS[at - 1] ?? 0, BOUNDS[at] ?? 10];
  return sorted.length < 5 ? low + 0.9 * (high - low) : value;
}

const artefact = (random: Random): number =>
  random.next() < 0.06 ? random.pick([0.9, 12, 14, 18, 20, 330]) : random.pick([0.0046, 0.0046, 0.0046, 0.004, 0.035]);

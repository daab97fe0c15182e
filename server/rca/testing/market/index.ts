import type { Bundle, Series, Span } from "../../bundle.ts";
import { openRandom, type Random } from "../random.ts";
import { bundleOf } from "../requests.ts";
import type { Shop, ShopFault } from "../shop/index.ts";
import { drawTrouble, type Trouble } from "./faults.ts";
import { type Market, planMarket } from "./plan.ts";
import { type Served, serve } from "./serve.ts";

const ONSET = Date.UTC(2026, 1, 17, 14, 2);
const MINUTE = 60_000;
const STEP = 15_000;
const [BEFORE, AFTER, KEPT] = [24, 4, 7];

/**
 * A market with one fault, as spans and metrics without a line of logs, made otherwise than shops in every part that the analyst reads: messages, calls beside
 * each other and tries again, three ways of naming spans, traces that are sampled, spans that are lost, services that write none, clocks that differ.
 */
export function generateMarket(seed: number, fault: ShopFault | "none"): Shop {
  const random = openRandom(seed);
  const market = planMarket(random);
  const now = fault === "none" ? null : drawTrouble(fault, market, ONSET, ONSET + AFTER * MINUTE, random);
  const earlier = random.next() < 0.5 ? [drawTrouble("contention", market, ONSET - 16 * MINUTE, ONSET - 14 * MINUTE, random)] : [];
  const troubles = [...earlier, ...(now ? [now] : [])];
  const perMinute = random.whole(40, 100);
  const requests = Array.from({ length: (BEFORE + AFTER) * perMinute }, (_, number) => {
    const at = ONSET + (number / perMinute - BEFORE) * MINUTE + random.between(0, 500);
    return { at, served: serve(doorOf(market, random), `m${seed}-${number}`, at, { market, troubles, random }) };
  });
  const spans = requests
    .filter(({ at }) => at >= ONSET - KEPT * MINUTE)
    .filter(() => random.next() < market.sampled)
    .flatMap(({ served }) => captured(served.spans, market, random));
  const bundle: Bundle = bundleOf({ spans, series: metricsOf(requests, market, troubles, random) });
  const incident = { ...bundle.incident, detectedAt: ONSET, window: { from: ONSET, to: ONSET + AFTER * MINUTE } };
  return { bundle: { ...bundle, incident }, truth: { service: now?.service ?? "", fault } };
}

function doorOf({ doors }: Market, random: Random): Market["doors"][number]["endpoint"] {
  let left = random.next() * doors.reduce((sum, { weight }) => sum + weight, 0);
  const door = doors.find(({ weight }) => {
    left -= weight;
    return left <= 0;
  });
  return (door ?? random.pick(doors)).endpoint;
}

/** What reaches the collector: without those who write nothing, without what was lost, by the clock of each host. */
function captured(spans: readonly Span[], { silent, lost, clocks }: Market, random: Random): Span[] {
  return spans.flatMap((span) =>
    silent.has(span.service) || random.next() < lost ? [] : [{ ...span, start: span.start + (clocks.get(span.service) ?? 0) }],
  );
}

type Slot = { count: number; failed: number; busyMs: number; took: number[] };

/** Four metrics of each service, a row each fifteen seconds, as a container runtime and a web framework export them. */
function metricsOf(requests: readonly { at: number; served: Served }[], market: Market, troubles: readonly Trouble[], random: Random): Series[] {
  const rows = ((BEFORE + AFTER) * MINUTE) / STEP;
  const begin = ONSET - BEFORE * MINUTE;
  const times = Float64Array.from({ length: rows }, (_, row) => begin + row * STEP);
  const slots = new Map(
    market.services.map((service) => [service, Array.from({ length: rows }, (): Slot => ({ count: 0, failed: 0, busyMs: 0, took: [] }))]),
  );
  for (const { at, served } of requests)
    for (const { service, ms, failed, tookMs } of served.spent) {
      const slot = slots.get(service)?.[Math.floor((at - begin) / STEP)];
      if (!slot) continue;
      slot.count += 1;
      slot.failed += failed ? 1 : 0;
      slot.busyMs += ms;
      slot.took.push(tookMs);
    }
  return market.services.flatMap((service) => seriesOf(service, slots.get(service) ?? [], times, troubles, random));
}

function seriesOf(service: string, slots: readonly Slot[], times: Float64Array, troubles: readonly Trouble[], random: Random): Series[] {
  const [idle, memory] = [random.between(0.005, 0.05), random.between(8e7, 6e8)];
  const noise = (share: number): number => Math.exp(share * random.normal());
  const burned = (at: number): number =>
    troubles.reduce((sum, one) => sum + (one.service === service && at >= one.from && at < one.to ? one.cores : 0), 0);
  const columns: Record<string, (slot: Slot, row: number) => number> = {
    container_cpu_usage_cores: ({ busyMs }, row) => (idle + (0.5 * busyMs) / STEP) * noise(0.15) + burned(times[row] ?? 0) * noise(0.08),
    container_memory_working_set_bytes: (_, row) => memory * (1 + 0.0002 * row) * noise(0.004),
    http_server_requests_per_second: ({ count }) => (1_000 * count) / STEP,
    http_server_failures_per_second: ({ failed }) => (1_000 * failed) / STEP,
    http_server_duration_p95_ms: ({ took }) => took.toSorted((one, other) => one - other)[Math.floor(0.95 * (took.length - 1))] ?? Number.NaN,
  };
  return Object.entries(columns).map(([metric, tell]) => ({
    service,
    metric,
    unit: null,
    kind: "gauge",
    times,
    values: Float64Array.from(slots, tell),
  }));
}

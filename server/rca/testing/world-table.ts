import type { Series } from "../bundle.ts";
import type { Random } from "./random.ts";
import type { Columns } from "./simulate.ts";

const UNITS: Record<string, string> = { "latency-50": "s", "latency-90": "s", mem: "bytes", diskio: "B/s", workload: "req/s" };

/** What a scraper makes of the true values: a moving mean, repeated samples, missing cells and stretches. */
export function tableOf(
  columns: readonly Columns[],
  {
    begin,
    stepMs,
    rows,
    gaps,
    scrapeGaps,
    random,
  }: { begin: number; stepMs: number; rows: number; gaps: number; scrapeGaps: number; random: Random },
): Series[] {
  const times = Float64Array.from({ length: rows }, (_, row) => begin + row * stepMs);
  const window = stepMs < 30_000 ? random.pick([1, 1, 5, 15, 30]) : 1;
  const repeated = stepMs < 5000 ? random.pick([1, 1, 5]) : 1;
  const unscraped = stretchesOf(scrapeGaps, rows, random);
  return columns.flatMap(({ service, metrics }) =>
    [...metrics].map(([metric, values]): Series => {
      const sampled = sample(metric === "mem" || metric === "socket" ? values : smooth(values, window), repeated);
      return { service, metric, unit: UNITS[metric] ?? null, kind: "gauge", times, values: without(unscraped, pierce(sampled, gaps, random)) };
    }),
  );
}

function smooth(values: Float64Array, window: number): Float64Array {
  let sum = 0;
  return values.map((value, at) => {
    sum += value - (at >= window ? (values[at - window] ?? 0) : 0);
    return sum / Math.min(window, at + 1);
  });
}

function sample(values: Float64Array, repeated: number): Float64Array {
  return values.map((_, at) => values[at - (at % repeated)] ?? Number.NaN);
}

function pierce(values: Float64Array, share: number, random: Random): Float64Array {
  const pierced = Float64Array.from(values);
  for (let at = 0; at < pierced.length; at += 1) {
    if (random.next() >= share) continue;
    const length = random.next() < 0.1 ? random.whole(5, 20) : 1;
    pierced.fill(Number.NaN, at, at + length);
  }
  return pierced;
}

function stretchesOf(count: number, rows: number, random: Random): [number, number][] {
  return Array.from({ length: count }, () => {
    const from = random.whole(0, rows - 1);
    return [from, from + random.whole(1, Math.max(2, rows / 40))];
  });
}

function without(stretches: readonly [number, number][], values: Float64Array): Float64Array {
  for (const [from, to] of stretches) values.fill(Number.NaN, from, to);
  return values;
}

import type { LogTemplate } from "./digest.ts";
import { rateOf } from "./say.ts";

const PAIR = /\b([a-z][a-z0-9_.]*)=(-?\d+(?:\.\d+)?)(ms|s|%|MB|KB|GB)?(?=[\s,;)\]]|$)/gi;
const MEASURES = /time|latency|duration|elapsed|usage|percent|memory|cpu|rate|queue|lag|wait|pending|active|connections|per_second|retries|depth/i;
const LEAST_RATIO = 1.8;
const MOST = 4;

export type Trend = { key: string; first: number; last: number; unit: string };

/** Measurements that the lines of a service carry as `key=number`, whose earliest and farthest later values lie far apart. */
export function trendsIn(templates: readonly LogTemplate[]): Trend[] {
  const values = new Map<string, { at: number; value: number; unit: string }[]>();
  const samples = templates.flatMap((template) => template.samples).toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
  for (const { at, message } of samples)
    for (const [, key = "", number, unit = ""] of message.slice(0, 1_000).matchAll(PAIR)) {
      if (!MEASURES.test(key)) continue;
      const seen = values.get(key) ?? [];
      seen.push({ at: at ?? 0, value: Number(number), unit });
      values.set(key, seen);
    }
  const trends = [...values].flatMap(([key, seen]) => trendOf(key, seen));
  return trends.toSorted((one, other) => ratioOf(other) - ratioOf(one) || (one.key < other.key ? -1 : 1)).slice(0, MOST);
}

function trendOf(key: string, seen: readonly { value: number; unit: string }[]): Trend[] {
  const [first, ...later] = seen;
  if (!first || later.length === 0) return [];
  const farthest = later.reduce((one, other) => (Math.abs(other.value - first.value) > Math.abs(one.value - first.value) ? other : one));
  const trend = { key, first: first.value, last: farthest.value, unit: first.unit };
  return ratioOf(trend) >= LEAST_RATIO ? [trend] : [];
}

function ratioOf({ first, last }: Trend): number {
  const [low, high] = [Math.min(Math.abs(first), Math.abs(last)), Math.max(Math.abs(first), Math.abs(last))];
  return high === 0 ? 1 : high / Math.max(low, high / 1_000);
}

export function trendWords({ key, first, last, unit }: Trend): string {
  return `${key} went from ${rateOf(first)}${unit} to ${rateOf(last)}${unit}`;
}

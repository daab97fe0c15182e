import type { LogSample, LogTemplate } from "./digest.ts";
import { rateOf } from "./say.ts";
import { severityOf } from "./severity.ts";

const PAIR = /\b([a-z][a-z0-9_.]*(?: [a-z]+){0,2})(?:=|: ?| is | at )(-?\d+(?:\.\d+)?) ?(ms|s|%|MB|KB|GB|MiB|GiB)?(?=[\s,;)\]/]|$)/gi;
const MEASURES =
  /time|latency|duration|elapsed|usage|percent|memory|heap|cpu|rate|queue|lag|wait|pending|active|connections|per_second|retries|depth|backlog/i;
const LEAST_RATIO = 1.8;
const MOST = 4;
const BASE = 3;
const LATER = 2;
const LOOKED_AT = 1_000;
const SEVERE_FROM = 0.5;

export type Trend = { key: string; first: number; last: number; unit: string };

type Reading = { value: number; unit: string };

/**
 * Measurements that the lines of a service carry as `key=number` or `key: number`, and that are all far from their first values in the latest lines or in
 * those that tell of failure.
 */
export function trendsIn(templates: readonly LogTemplate[]): Trend[] {
  const inOrder = templates
    .flatMap(({ samples }) => samples)
    .toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0) || (one.message < other.message ? -1 : 1));
  const failing = templates.filter((template) => severityOf(template) >= SEVERE_FROM).flatMap(({ samples }) => samples);
  const first = readingsIn(inOrder);
  const last = readingsIn(inOrder.toReversed());
  const bad = readingsIn(failing);
  const trends = [...first].flatMap(([key, readings]) => {
    const base = readings.slice(0, BASE);
    return trendOf(key, base, (last.get(key) ?? []).slice(0, LATER)) ?? trendOf(key, base, (bad.get(key) ?? []).slice(0, LATER)) ?? [];
  });
  return trends.toSorted((one, other) => ratioOf(other) - ratioOf(one) || (one.key < other.key ? -1 : 1)).slice(0, MOST);
}

function readingsIn(samples: readonly LogSample[]): Map<string, Reading[]> {
  const readings = new Map<string, Reading[]>();
  for (const { message } of samples)
    for (const [, key = "", number, unit = ""] of message.slice(0, LOOKED_AT).matchAll(PAIR)) {
      if (!MEASURES.test(key)) continue;
      const known = readings.get(key) ?? [];
      known.push({ value: Number(number), unit });
      readings.set(key, known);
    }
  return readings;
}

function trendOf(key: string, base: readonly Reading[], later: readonly Reading[]): Trend | null {
  if (base.length === 0 || later.length === 0 || base.length + later.length < BASE) return null;
  const [from, to] = [base.map(({ value }) => value), later.map(({ value }) => value)];
  const unit = base[0]?.unit ?? "";
  const [low, high] = [Math.min(...from), Math.max(...from)];
  if (Math.min(...to) > 0 && Math.min(...to) >= LEAST_RATIO * high) return { key, first: high, last: Math.max(...to), unit };
  if (low > 0 && Math.max(...to) >= 0 && Math.max(...to) * LEAST_RATIO <= low) return { key, first: low, last: Math.min(...to), unit };
  return null;
}

function ratioOf({ first, last }: Trend): number {
  const [low, high] = [Math.min(Math.abs(first), Math.abs(last)), Math.max(Math.abs(first), Math.abs(last))];
  return high === 0 ? 1 : high / Math.max(low, high / 1_000);
}

export function trendWords({ key, first, last, unit }: Trend): string {
  return `${key} went from ${rateOf(first)}${unit} to ${rateOf(last)}${unit}`;
}

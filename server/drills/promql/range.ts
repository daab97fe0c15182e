import type { StoredSeries } from "../metrics/series.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { Query, RangeFunction } from "./parse.ts";
import { type Sample, withoutName } from "./sample.ts";

/** What the functions need to know of the samples in a window. `lost`: what a counter had when it started anew. */
type Summary = {
  count: number;
  firstAt: number;
  first: number;
  beforeAt: number;
  before: number;
  lastAt: number;
  last: number;
  lost: number;
  sum: number;
  most: number;
  least: number;
};
type Window = { from: number; to: number };

/** Functions over the samples from `at − range` up to `at`, both included. */
export function overRange(query: Extract<Query, { kind: "range" }>, series: readonly StoredSeries[], store: MetricStore, at: number): Sample[] {
  const window = { from: at - query.rangeMs, to: at };
  const [begin, end] = [store.slotAt(window.from), store.slotAt(window.to)];
  const firstSlot = Math.max(0, store.timeOf(begin) < window.from ? begin + 1 : begin);
  const samples: Sample[] = [];
  for (const { labels, valueIn } of series) {
    const summary = summaryOf(valueIn, store, firstSlot, end);
    const value = summary === null ? null : valueOver(query.function, summary, window);
    if (value !== null) samples.push({ labels: withoutName(labels), value });
  }
  return samples;
}

function summaryOf(valueIn: StoredSeries["valueIn"], store: MetricStore, firstSlot: number, lastSlot: number): Summary | null {
  let summary: Summary | null = null;
  for (let slot = firstSlot; slot <= lastSlot; slot += 1) {
    const value = valueIn(slot);
    if (value === null) continue;
    const at = store.timeOf(slot);
    summary ??= {
      count: 0,
      firstAt: at,
      first: value,
      beforeAt: at,
      before: value,
      lastAt: at,
      last: value,
      lost: 0,
      sum: 0,
      most: value,
      least: value,
    };
    if (value < summary.last) summary.lost += summary.last;
    [summary.beforeAt, summary.before] = [summary.lastAt, summary.last];
    [summary.lastAt, summary.last] = [at, value];
    summary.count += 1;
    summary.sum += value;
    summary.most = Math.max(summary.most, value);
    summary.least = Math.min(summary.least, value);
  }
  return summary;
}

function valueOver(name: RangeFunction, summary: Summary, window: Window): number | null {
  switch (name) {
    case "rate":
    case "increase":
      return extrapolated(summary, window, name === "rate");
    case "irate":
      return betweenLastTwo(summary);
    case "sum_over_time":
      return summary.sum;
    case "avg_over_time":
      return summary.sum / summary.count;
    case "max_over_time":
      return summary.most;
    case "min_over_time":
      return summary.least;
  }
}

function betweenLastTwo({ count, before, beforeAt, last, lastAt }: Summary): number | null {
  if (count < 2) return null;
  return (last < before ? last : last - before) / ((lastAt - beforeAt) / 1000);
}

/**
 * The increase over a window from samples that lie inside it: what a counter lost by starting anew is added, and the result is stretched to the window's ends
 * where these are near the first and last sample, but not below zero (`rate` in Prometheus' documentation).
 */
function extrapolated({ count, first, firstAt, last, lastAt, lost }: Summary, { from, to }: Window, isRate: boolean): number | null {
  if (count < 2) return null;
  const gained = last - first + lost;
  const covered = lastAt - firstAt;
  const step = covered / (count - 1);
  const isNear = (gap: number): boolean => gap < step * 1.1;
  let before = isNear(firstAt - from) ? firstAt - from : step / 2;
  if (gained > 0 && first >= 0) before = Math.min(before, covered * (first / gained));
  const after = isNear(to - lastAt) ? to - lastAt : step / 2;
  const increase = gained * ((covered + before + after) / covered);
  return isRate ? increase / ((to - from) / 1000) : increase;
}

import type { StoredSeries } from "../metrics/series.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { Query, RangeFunction } from "./parse.ts";
import { type Sample, withoutName } from "./sample.ts";

/** What the functions need to know of the samples in a window. `lost`: what a counter had when it started anew. */
type Summary = {
  count: number;
  first: { at: number; value: number };
  before: { at: number; value: number };
  last: { at: number; value: number };
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
    const sample = { at: store.timeOf(slot), value };
    if (summary === null) {
      summary = { count: 1, first: sample, before: sample, last: sample, lost: 0, sum: value, most: value, least: value };
      continue;
    }
    if (value < summary.last.value) summary.lost += summary.last.value;
    summary.before = summary.last;
    summary.last = sample;
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

function betweenLastTwo({ count, before, last }: Summary): number | null {
  if (count < 2) return null;
  const seconds = (last.at - before.at) / 1000;
  return (last.value < before.value ? last.value : last.value - before.value) / seconds;
}

/**
 * The increase over a window from samples that lie inside it: what a counter lost by starting anew is added, and the result is stretched to the window's ends
 * where these are near the first and last sample, but not below zero (`rate` in Prometheus' documentation).
 */
function extrapolated({ count, first, last, lost }: Summary, { from, to }: Window, isRate: boolean): number | null {
  if (count < 2) return null;
  const gained = last.value - first.value + lost;
  const covered = last.at - first.at;
  const step = covered / (count - 1);
  const isNear = (gap: number): boolean => gap < step * 1.1;
  let before = isNear(first.at - from) ? first.at - from : step / 2;
  if (gained > 0 && first.value >= 0) before = Math.min(before, covered * (first.value / gained));
  const after = isNear(to - last.at) ? to - last.at : step / 2;
  const increase = gained * ((covered + before + after) / covered);
  return isRate ? increase / ((to - from) / 1000) : increase;
}

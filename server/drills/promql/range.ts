import type { StoredSeries } from "../metrics/series.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { Query, RangeFunction } from "./parse.ts";
import { type Sample, withoutName } from "./sample.ts";

type Range = { times: number[]; values: number[] };
type Window = { from: number; to: number };

/** Functions over the samples from `at − range` up to `at`, both included. */
export function overRange(query: Extract<Query, { kind: "range" }>, series: readonly StoredSeries[], store: MetricStore, at: number): Sample[] {
  const window = { from: at - query.rangeMs, to: at };
  return series.flatMap(({ labels, valueIn }) => {
    const value = valueOver(query.function, samplesIn(valueIn, store, window), window);
    return value === null ? [] : [{ labels: withoutName(labels), value }];
  });
}

function samplesIn(valueIn: StoredSeries["valueIn"], store: MetricStore, { from, to }: Window): Range {
  const times: number[] = [];
  const values: number[] = [];
  for (let slot = Math.max(0, store.slotAt(from)); slot <= store.slotAt(to); slot += 1) {
    const time = store.timeOf(slot);
    const value = time < from ? null : valueIn(slot);
    if (value === null) continue;
    times.push(time);
    values.push(value);
  }
  return { times, values };
}

function valueOver(name: RangeFunction, range: Range, window: Window): number | null {
  const { values } = range;
  if (values.length === 0) return null;
  switch (name) {
    case "rate":
    case "increase":
      return extrapolated(range, window, name === "rate");
    case "irate":
      return betweenLastTwo(range);
    case "sum_over_time":
      return values.reduce((sum, value) => sum + value, 0);
    case "avg_over_time":
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case "max_over_time":
      return Math.max(...values);
    case "min_over_time":
      return Math.min(...values);
  }
}

function betweenLastTwo({ times, values }: Range): number | null {
  const [before, last] = [values.at(-2), values.at(-1)];
  if (before === undefined || last === undefined) return null;
  const seconds = ((times.at(-1) ?? 0) - (times.at(-2) ?? 0)) / 1000;
  return (last < before ? last : last - before) / seconds;
}

/**
 * The increase over a window from samples that lie inside it: what a counter lost by starting anew is added, and the result is stretched to the window's ends
 * where these are near the first and last sample, but not below zero (`extrapolatedRate` of Prometheus' documentation and behaviour).
 */
function extrapolated({ times, values }: Range, { from, to }: Window, isRate: boolean): number | null {
  const [first, last] = [times[0], times.at(-1)];
  const [begin, end] = [values[0], values.at(-1)];
  if (values.length < 2 || first === undefined || last === undefined || begin === undefined || end === undefined) return null;
  const lost = values.reduce((sum, value, index) => sum + (index > 0 && value < (values[index - 1] ?? 0) ? (values[index - 1] ?? 0) : 0), 0);
  const gained = end - begin + lost;
  const covered = last - first;
  const step = covered / (values.length - 1);
  const isNear = (gap: number): boolean => gap < step * 1.1;
  let before = isNear(first - from) ? first - from : step / 2;
  if (gained > 0 && begin >= 0) before = Math.min(before, covered * (begin / gained));
  const after = isNear(to - last) ? to - last : step / 2;
  const increase = gained * ((covered + before + after) / covered);
  return isRate ? increase / ((to - from) / 1000) : increase;
}

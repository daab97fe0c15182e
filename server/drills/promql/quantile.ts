import { without } from "./aggregate.ts";
import { keyOf, type Sample } from "./sample.ts";

const unbucketed = new WeakMap<Sample["labels"], Sample["labels"]>();

type Bucket = { upTo: number; count: number };

/** Quantiles from cumulative buckets, with a straight line within the bucket that holds them, as Prometheus estimates them. */
export function quantiles(quantile: number, samples: readonly Sample[]): Sample[] {
  const groups = new Map<string, { labels: Sample["labels"]; buckets: Bucket[] }>();
  for (const { labels, value } of samples) {
    if (labels.le === undefined) continue;
    const kept = unbucketed.get(labels) ?? without(labels, ["le"]);
    unbucketed.set(labels, kept);
    const key = keyOf(kept);
    const group = groups.get(key) ?? { labels: kept, buckets: [] };
    group.buckets.push({ upTo: labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le), count: value });
    groups.set(key, group);
  }
  return [...groups.values()].map(({ labels, buckets }) => ({ labels, value: quantileOf(quantile, buckets) }));
}

function quantileOf(quantile: number, given: readonly Bucket[]): number {
  if (Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const buckets = given.toSorted((one, other) => one.upTo - other.upTo);
  const last = buckets.at(-1);
  if (buckets.length < 2 || !last || last.upTo !== Number.POSITIVE_INFINITY || last.count === 0) return Number.NaN;
  const rank = quantile * last.count;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[index];
  const before = buckets[index - 1];
  if (!bucket || bucket === last) return buckets.at(-2)?.upTo ?? Number.NaN;
  const begin = before?.upTo ?? 0;
  const within = bucket.count - (before?.count ?? 0);
  return begin + (bucket.upTo - begin) * ((rank - (before?.count ?? 0)) / within);
}

import type { Labels } from "../metrics/series.ts";
import type { Aggregation, Query } from "./parse.ts";
import { keyOf, type Sample, withoutName } from "./sample.ts";

const OPERATIONS: Record<Aggregation, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  max: (values) => values.reduce((most, value) => (value > most || Number.isNaN(most) ? value : most)),
  min: (values) => values.reduce((least, value) => (value < least || Number.isNaN(least) ? value : least)),
  count: (values) => values.length,
};

type Aggregate = Extract<Query, { kind: "aggregate" }>;

/** What each query keeps of labels, so that it is worked out once and not at each instant. */
const keptBy = new WeakMap<Aggregate, WeakMap<Labels, Labels>>();

export function aggregate(query: Aggregate, samples: readonly Sample[]): Sample[] {
  const { operation, by, isWithout } = query;
  const known = keptBy.get(query) ?? new WeakMap<Labels, Labels>();
  keptBy.set(query, known);
  const groups = new Map<string, { labels: Labels; values: number[] }>();
  for (const { labels, value } of samples) {
    const kept = known.get(labels) ?? (isWithout ? without(labels, by) : only(labels, by));
    known.set(labels, kept);
    const key = keyOf(kept);
    const group = groups.get(key);
    if (group) group.values.push(value);
    else groups.set(key, { labels: kept, values: [value] });
  }
  return [...groups.values()].map(({ labels, values }) => ({ labels, value: OPERATIONS[operation](values) }));
}

export function only(labels: Labels, wanted: readonly string[]): Labels {
  return Object.fromEntries(wanted.flatMap((label) => (labels[label] ? [[label, labels[label]]] : [])));
}

export function without(labels: Labels, unwanted: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(withoutName(labels)).filter(([label]) => !unwanted.includes(label)));
}

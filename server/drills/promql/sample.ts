import type { Labels } from "../metrics/series.ts";

export type Sample = { labels: Labels; value: number };
export type Value = { kind: "scalar"; value: number } | { kind: "vector"; samples: Sample[] };

const nameless = new WeakMap<Labels, Labels>();

/** Labels without the name of the metric; the same object for the same labels. */
export function withoutName(labels: Labels): Labels {
  const known = nameless.get(labels);
  if (known) return known;
  const { __name__: _, ...rest } = labels;
  nameless.set(labels, rest);
  return rest;
}

const keys = new WeakMap<Labels, string>();

/** Labels as one text, whatever their order. */
export function keyOf(labels: Labels): string {
  const known = keys.get(labels);
  if (known !== undefined) return known;
  const key = Object.keys(labels)
    .toSorted()
    .map((label) => `${label}\u0001${labels[label]}`)
    .join("\u0002");
  keys.set(labels, key);
  return key;
}

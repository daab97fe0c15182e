import type { Labels } from "../metrics/series.ts";

export type Sample = { labels: Labels; value: number };
export type Value = { kind: "scalar"; value: number } | { kind: "vector"; samples: Sample[] };

export function withoutName({ __name__: _, ...labels }: Labels): Labels {
  return labels;
}

/** Labels as one text, whatever their order. */
export const keyOf = (labels: Labels): string =>
  Object.keys(labels)
    .toSorted()
    .map((label) => `${label}\u0001${labels[label]}`)
    .join("\u0002");

import type { ClusterObject } from "../../bundle.ts";
import { labelsOf, record, words } from "../read/loose.ts";
import type { Named } from "./types.ts";

export function namedView(object: ClusterObject, source: string): Named {
  const of = record(object.metadata);
  return {
    kind: words(object.kind),
    name: words(of.name),
    namespace: words(of.namespace),
    labels: labelsOf(of.labels),
    annotations: labelsOf(of.annotations),
    source,
  };
}

/** True when each pair of the selector is among the labels; an empty selector chooses nothing. */
export function selects(selector: Record<string, string>, labels: Record<string, string>): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

export const pairs = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(", ");

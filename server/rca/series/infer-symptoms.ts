import type { Edge, Symptom } from "../bundle.ts";
import { openCalls } from "../graph/calls.ts";
import type { Measured } from "./measure-all.ts";

const LEAST_STRENGTH = 0.5;

/**
 * What is felt, when nobody said: the work metric that got worse of the service from which most others are reached along calls, the surest of several. None without
 * calls, or where no such metric got worse.
 */
export function inferSymptoms(measured: readonly Measured[], edges: readonly Edge[]): Symptom[] {
  if (edges.length === 0) return [];
  const worse = measured.filter(
    ({ kind, direction, strength }) =>
      kind.layer === "work" && strength >= LEAST_STRENGTH && (direction === "up") === kind.riseWeight > kind.fallWeight,
  );
  const calls = openCalls(edges, new Set());
  const reached = new Map([...new Set(worse.map(({ series }) => series.service))].map((service) => [service, calls.reachOf([service])?.size ?? 0]));
  const most = Math.max(0, ...reached.values());
  const felt = worse.filter(({ series }) => most > 1 && reached.get(series.service) === most);
  const [surest] = felt.toSorted((one, other) => other.strength - one.strength || other.excursion.weight - one.excursion.weight);
  return surest ? [{ service: surest.series.service, metric: surest.series.metric }] : [];
}

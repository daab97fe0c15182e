import type { Profile } from "./likeness.ts";
import type { Measured } from "./measure.ts";

/**
 * How much trouble passes through each departed work metric while the symptom shows: added seconds of waiting, or failed requests, by the requests that went
 * through it. Comparable between services of one kind of metric. Series without a count of requests beside them have no load.
 */
export function loadsOf(measured: readonly Measured[], profile: Profile | null): Map<Measured, number> {
  const requests = new Map<string, Measured>();
  for (const one of measured) if (one.kind.name === "requests" && !requests.has(one.series.service)) requests.set(one.series.service, one);
  const loads = new Map<Measured, number>();
  for (const one of measured) {
    const traffic = requests.get(one.series.service);
    if (one.kind.layer === "work" && traffic && traffic.series.times === one.series.times) loads.set(one, loadOf(one, traffic, profile));
  }
  return loads;
}

function loadOf({ series, baseline, scores, from }: Measured, traffic: Measured, profile: Profile | null): number {
  const isFitting = profile !== null && profile.times === series.times && profile.from === from;
  let [sum, weights] = [0, 0];
  for (let at = 0; at < scores.length; at += 1) {
    const added = Math.abs((series.values[from + at] ?? Number.NaN) - baseline.center);
    const count = traffic.series.values[from + at] ?? Number.NaN;
    const weight = isFitting ? (profile.weights[at] ?? 0) : 1;
    if (!Number.isFinite(added * count)) continue;
    sum += weight * added * count;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

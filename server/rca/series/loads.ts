import type { Symptom } from "../bundle.ts";
import type { Profile } from "./likeness.ts";
import { wholeOf } from "./measure.ts";
import type { Measured } from "./measure-all.ts";
import { metricKindOf } from "./metric-kinds.ts";

/** Added waiting below this share of the symptom's usual waiting harms nobody. */
const MATERIAL = 0.05;
const PERCENTILE = /(^|[^a-z\d])(p|pct|percentile|q)?_?-?\d{2,3}($|[^a-z\d])|median|max/i;
const AS_WIDELY = 0.8;

/**
 * How much trouble passes through each work metric while the symptom shows: added seconds of waiting, or failed requests, by the requests that went
 * through, as a share of the symptom's own (of the most of any, where the symptom has none). Of each kind one metric is compared across all services: the stated symptom's, else the one that most services have.
 * Services without that metric, or without a count of requests, have no load.
 */
export function loadsOf(measured: readonly Measured[], profile: Profile | null, symptoms: readonly Symptom[]): (one: Measured) => number | null {
  const requests = requestsOf(measured);
  const common = commonMetrics(measured, symptoms);
  const loads = new Map<string, number>();
  const references = new Map<string, number>();
  const most = new Map<string, number>();
  for (const one of measured) {
    const { series, kind, baseline } = one;
    const traffic = requests.get(series.service);
    if (traffic?.series.times !== series.times || common.get(kind.name) !== series.metric) continue;
    const load = loadOf(one, traffic, profile);
    loads.set(`${series.service}\n${kind.name}`, load);
    most.set(kind.name, Math.max(most.get(kind.name) ?? 0, load));
    if (!symptoms.some(({ service }) => service === series.service)) continue;
    const material = kind.name === "latency" ? MATERIAL * baseline.center * traffic.baseline.center : 0;
    references.set(kind.name, Math.max(references.get(kind.name) ?? 0, load, material));
  }
  return ({ series, kind }) => {
    const load = loads.get(`${series.service}\n${kind.name}`);
    const reference = references.get(kind.name) ?? (symptoms.length > 0 ? most.get(kind.name) : 0);
    return load === undefined || !reference ? null : load / reference;
  };
}

/**
 * By which share of itself each service's work got worse, the most of its metrics of a kind: callers add their own waiting and their other requests to what a callee
 * brings, so that the share is greatest near the cause. Counted errors are held against the requests; what was 0 has no share.
 */
export function growthsOf(departed: readonly Measured[], measured: readonly Measured[]): (one: Measured) => number | null {
  const requests = requestsOf(measured);
  const most = new Map<string, number>();
  for (const { series, kind, baseline, direction, reached } of departed) {
    if (kind.layer !== "work" || (direction === "up") !== kind.riseWeight > kind.fallWeight) continue;
    const whole = kind.name === "errors" ? wholeOf(series, requests.get(series.service)?.baseline.center ?? null) : Math.abs(baseline.center);
    const key = `${series.service}\n${kind.name}`;
    if (whole > 0) most.set(key, Math.max(most.get(key) ?? 0, Math.abs(reached - baseline.center) / whole));
  }
  return ({ series, kind }) => most.get(`${series.service}\n${kind.name}`) ?? null;
}

/**
 * The metric of each kind of work by which services are compared: what a symptom names, else what most services have. A mean stands in for a percentile wherever it is
 * measured as widely, because only means add up along calls.
 */
export function commonMetrics(measured: readonly Measured[], symptoms: readonly Symptom[]): Map<string, string> {
  const named = new Map(symptoms.flatMap(({ metric }) => (metric ? [[metricKindOf(metric, null).name, metric]] : [])));
  const kinds = Map.groupBy(
    measured.filter(({ kind }) => kind.layer === "work"),
    ({ kind }) => kind.name,
  );
  return new Map(
    [...kinds].map(([kind, own]) => {
      const counts = [...Map.groupBy(own, ({ series }) => series.metric)].map(([metric, of]) => ({ metric, count: of.length }));
      const sorted = counts.toSorted(
        (one, other) => other.count - one.count || one.metric.length - other.metric.length || (one.metric < other.metric ? -1 : 1),
      );
      const first = sorted.find(({ metric }) => metric === named.get(kind)) ?? sorted[0];
      const mean = sorted.find(({ metric, count }) => !PERCENTILE.test(metric) && count >= (first?.count ?? 0) * AS_WIDELY);
      return [kind, (first && PERCENTILE.test(first.metric) ? mean : undefined)?.metric ?? first?.metric ?? ""];
    }),
  );
}

function loadOf({ series, kind, values, baseline, scores, from }: Measured, traffic: Measured, profile: Profile | null): number {
  const isFitting = profile !== null && profile.times === series.times && profile.from === from;
  const partRows = profile?.partRows ?? 1;
  let [sum, weights] = [0, 0];
  for (let at = 0; at < scores.length; at += 1) {
    const added = Math.abs((values[from + at] ?? Number.NaN) - baseline.center);
    const count = traffic.values[from + at] ?? Number.NaN;
    const passing = kind.name === "errors" && wholeOf(series, count) === count ? added : added * count;
    const weight = isFitting ? (profile.weights[Math.floor(at / partRows)] ?? 0) : 1;
    if (!Number.isFinite(passing)) continue;
    sum += weight * passing;
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}

function requestsOf(measured: readonly Measured[]): Map<string, Measured> {
  const requests = new Map<string, Measured>();
  for (const one of measured) if (one.kind.name === "requests" && !requests.has(one.series.service)) requests.set(one.series.service, one);
  return requests;
}

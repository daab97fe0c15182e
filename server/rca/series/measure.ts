import type { Series } from "../bundle.ts";
import { type Baseline, baselineOf, scoresOf } from "./baseline.ts";
import { calmExcursions, type Excursion, excursionOf } from "./excursion.ts";
import { type MetricKind, metricKindOf } from "./metric-kinds.ts";
import { sortedOf } from "./order.ts";
import { chanceInCalm, strengthOf } from "./strength.ts";
import type { Stretches } from "./stretches.ts";

/** A series held against its own calm. */
export type Measured = {
  series: Series;
  kind: MetricKind;
  baseline: Baseline;
  /** Deviations in the rows that may hold the trouble, the first of them in row `from`; NaN where there is a gap. */
  scores: Float64Array;
  from: number;
  /** The strongest departure, which way, and how surely it is none of calm's own. Places count within `scores`. */
  direction: "up" | "down";
  excursion: Excursion;
  strength: number;
  /** When it began, Unix milliseconds; null when nothing departed. */
  at: number | null;
  /** Typical value while it lasted. */
  reached: number;
};

/** Holds a series against its calm rows. Null when there is nothing to compare: no value before, or none after. */
export function measure(series: Series, { calmFrom, calmTo, troubleFrom, end }: Stretches): Measured | null {
  const kind = metricKindOf(series.metric, series.unit);
  const sorted = sortedOf(series.values, calmFrom, calmTo);
  const center = sorted[sorted.length >> 1];
  const reach = center === undefined ? null : reachOf(series.values, troubleFrom, end, center);
  if (reach === null) return null;
  const baseline = baselineOf(sorted, kind.floor, reach);
  const scores = scoresOf(series.values, baseline, troubleFrom, end);
  const calm = scoresOf(series.values, baseline, calmFrom, calmTo);
  const [up, down] = [departureOf(scores, calm, 1), departureOf(scores, calm, -1)];
  const isUp = up.strength * kind.riseWeight >= down.strength * kind.fallWeight;
  const { excursion, strength } = isUp ? up : down;
  return {
    series,
    kind,
    baseline,
    scores,
    from: troubleFrom,
    direction: isUp ? "up" : "down",
    excursion,
    strength,
    at: excursion.weight > 0 ? (series.times[troubleFrom + excursion.from] ?? null) : null,
    reached: baseline.center + (isUp ? excursion.magnitude * baseline.up : -excursion.magnitude * baseline.down),
  };
}

function departureOf(scores: Float64Array, calm: Float64Array, sign: 1 | -1): { excursion: Excursion; strength: number } {
  const excursion = excursionOf(scores, sign);
  if (excursion.weight === 0) return { excursion, strength: 0 };
  return { excursion, strength: strengthOf(chanceInCalm(excursion.weight, calmExcursions(calm, sign, scores.length))) };
}

/** The largest distance from `center` that a stretch reaches; null for nothing but gaps. */
function reachOf(values: Float64Array, from: number, to: number, center: number): number | null {
  let most: number | null = null;
  for (let at = from; at < to; at += 1) {
    const distance = Math.abs((values[at] ?? Number.NaN) - center);
    if (Number.isFinite(distance) && (most === null || distance > most)) most = distance;
  }
  return most;
}

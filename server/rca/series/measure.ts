import type { Series } from "../bundle.ts";
import { type Baseline, baselineOf, scoresOf } from "./baseline.ts";
import { binned, driftOf } from "./bins.ts";
import { calmExcursions, type Excursion, excursionOf, mostWithin } from "./excursion.ts";
import { type MetricKind, metricKindOf } from "./metric-kinds.ts";
import { sortedOf } from "./order.ts";
import { chanceInCalm, strengthOf } from "./strength.ts";
import type { Stretches } from "./stretches.ts";

/** A series held against its own calm. */
export type Measured = {
  series: Series;
  kind: MetricKind;
  baseline: Baseline;
  /** Deviations in the rows of the trouble, the first of them in row `from`; NaN where there is a gap. */
  scores: Float64Array;
  from: number;
  /** The same in parts of `partRows` rows, as medians. */
  parts: Float64Array;
  partRows: number;
  /** How surely a rise and a fall are none of calm's own. */
  surety: { up: number; down: number };
  /** The strongest departure, which way, and how surely it is none of calm's own. Places count within `scores`. */
  direction: "up" | "down";
  excursion: Excursion;
  strength: number;
  /** When it began, Unix milliseconds; null when nothing departed. */
  at: number | null;
  /** Typical value while it lasted. */
  reached: number;
};

/** A stretch is looked at in at most so many parts: what is shorter than half a part is a burst, not a state. */
const MOST_PARTS = 24;
/** Calm is cut into at least so many stretches, to know what it does by itself. */
const CALM_STRETCHES = 4;
const LEAST_PARTS = 3;
/** What stays below this many deviations most of the time is a sum of noise. */
const LEAST_SIZE = 1;

/** Holds a series against its calm rows. Null when there is nothing to compare: no value before, or none after. */
export function measure(series: Series, { calmFrom, calmTo, searchFrom, troubleFrom, end }: Stretches): Measured | null {
  const { values } = series;
  const kind = metricKindOf(series.metric, series.unit);
  const sorted = sortedOf(values, calmFrom, calmTo);
  const center = sorted[sorted.length >> 1];
  const reach = center === undefined ? null : reachOf(values, troubleFrom, end, center);
  if (reach === null) return null;
  const ahead = (0.5 * (calmTo - calmFrom) + 0.5 * (end - troubleFrom)) / Math.max(1, calmTo - calmFrom);
  const baseline = baselineOf(sorted, kind.floor, reach, driftOf(values, calmFrom, calmTo, ahead));
  const size = Math.max(1, Math.ceil((end - troubleFrom) / MOST_PARTS));
  const parts = scoresOf(binned(values, size, troubleFrom, end), baseline);
  const calm = scoresOf(binned(values, size, calmFrom, calmTo), baseline);
  const scores = scoresOf(values, baseline, troubleFrom, end);
  const [up, down] = [strengthIn(parts, calm, 1), strengthIn(parts, calm, -1)];
  const isUp = up * kind.riseWeight >= down * kind.fallWeight;
  const excursion = refined(scores, excursionOf(parts, isUp ? 1 : -1), size, isUp ? 1 : -1);
  const surety = isUp ? up : down;
  return {
    series,
    kind,
    baseline,
    scores,
    from: troubleFrom,
    parts,
    partRows: size,
    surety: { up, down },
    direction: isUp ? "up" : "down",
    excursion,
    strength: excursion.magnitude < LEAST_SIZE ? 0 : surety,
    at: excursion.weight > 0 ? (series.times[beganAt(values, baseline, excursion, isUp ? 1 : -1, searchFrom, troubleFrom)] ?? null) : null,
    reached: baseline.center + (isUp ? excursion.magnitude * baseline.up : -excursion.magnitude * baseline.down),
  };
}

function strengthIn(parts: Float64Array, calm: Float64Array, sign: 1 | -1): number {
  const length = Math.min(parts.length, Math.max(LEAST_PARTS, Math.floor(calm.length / CALM_STRETCHES)));
  const weight = mostWithin(parts, sign, length);
  return weight === 0 ? 0 : strengthOf(chanceInCalm(weight, calmExcursions(calm, sign, length)));
}

/** The row in which a departure began: it may have been there already when the trouble was seen. */
function beganAt(values: Float64Array, baseline: Baseline, { from, to }: Excursion, sign: 1 | -1, searchFrom: number, troubleFrom: number): number {
  if (searchFrom >= troubleFrom) return troubleFrom + from;
  return searchFrom + excursionOf(scoresOf(values, baseline, searchFrom, troubleFrom + to + 1), sign).from;
}

/** An excursion found in parts of `size` rows, with its places told in rows. */
function refined(scores: Float64Array, { weight, from, to, magnitude }: Excursion, size: number, sign: 1 | -1): Excursion {
  if (size === 1 || weight === 0) return { weight, from, to, magnitude };
  const end = Math.min(scores.length, (to + 1) * size);
  const begin = excursionOf(scores, sign, Math.max(0, (from - 1) * size), end).from;
  return { weight, from: begin, to: end - 1, magnitude };
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

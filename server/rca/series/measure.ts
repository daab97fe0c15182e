import type { Series } from "../bundle.ts";
import { type Baseline, baselineOf, scoresOf } from "./baseline.ts";
import { binned, driftOf, withoutGlitches } from "./bins.ts";
import { calmExcursions, type Excursion, excursionOf, mostWithin } from "./excursion.ts";
import { type MetricKind, metricKindOf } from "./metric-kinds.ts";
import { measurable, sortedOf } from "./order.ts";
import { withoutSeason } from "./season.ts";
import type { Stretches } from "./stretches.ts";

/** A series held against its own calm, before it is held against the calm of its like. */
export type Draft = {
  series: Series;
  kind: MetricKind;
  baseline: Baseline;
  /** Deviations in the rows of the trouble, the first of them in row `from`; NaN where there is a gap. */
  scores: Float64Array;
  from: number;
  /** The same in parts of `partRows` rows, as medians. */
  parts: Float64Array;
  partRows: number;
  /** The row from which on the change may lie. */
  searchFrom: number;
  /** Its values without their season. */
  values: Float64Array;
  up: Departure;
  down: Departure;
};

/** The most that stretches of one length weigh in one direction: in the trouble, and in each calm one, greatest first. */
export type Departure = { weight: number; calm: Float64Array };

/** A stretch is looked at in at most so many parts: what is shorter than half a part is a burst, not a state. */
const MOST_PARTS = 24;
/** Calm is cut into at least so many stretches, to know what it does by itself. */
const CALM_STRETCHES = 4;
const LEAST_PARTS = 3;
/** Medians of so many values hide a single wild one. */
const MASKING = 3;
/** In fewer rows of trouble a state may have had but one to show in. */
const TELLING = 5;

/** One failed request in so many is nobody's trouble: the least scale of errors, as a share of the requests. */
const NO_TROUBLE = 0.0025;
/** The same of processor and memory, as a share of what there is. */
const NO_LOAD = 0.0025;

/**
 * Holds a series against its calm rows. `requests`: usual requests of the same service in the same rows, null where they are not counted. Null when there is nothing to compare: no value before, or none after. */
export function measure(series: Series, { calmFrom, calmTo, searchFrom, troubleFrom, end }: Stretches, requests: number | null): Draft | null {
  const values = withoutSeason(measurable(series.values), series.times, calmFrom, calmTo, end);
  const kind = metricKindOf(series.metric, series.unit);
  const sorted = sortedOf(values, calmFrom, calmTo);
  const center = sorted[sorted.length >> 1];
  const reach = center === undefined ? null : reachOf(values, troubleFrom, end, center);
  if (reach === null) return null;
  const ahead = (0.5 * (calmTo - calmFrom) + 0.5 * (end - troubleFrom)) / Math.max(1, calmTo - calmFrom);
  const least = Math.max(driftOf(values, calmFrom, calmTo, ahead), leastScaleOf(series, kind, requests));
  const baseline = baselineOf(sorted, kind.floor, reach, least);
  const partRows = Math.max(1, Math.ceil((end - troubleFrom) / MOST_PARTS));
  const scored = (from: number, to: number): Float64Array => {
    const all = scoresOf(binned(values, partRows, from, to), baseline);
    return partRows < MASKING && end - troubleFrom >= TELLING ? withoutGlitches(all) : all;
  };
  const parts = scored(troubleFrom, end);
  const calm = scored(calmFrom, calmTo);
  const scores = scoresOf(values, baseline, troubleFrom, end);
  return {
    series,
    kind,
    baseline,
    scores,
    from: troubleFrom,
    parts,
    partRows,
    searchFrom,
    values,
    up: departureOf(parts, calm, 1),
    down: departureOf(parts, calm, -1),
  };
}

/** What is too little to be anybody's trouble, however still the calm was; 0 where nobody knows. */
function leastScaleOf(series: Series, kind: MetricKind, requests: number | null): number {
  if (kind.name === "errors") return NO_TROUBLE * wholeOf(series, requests);
  return kind.name === "cpu" || kind.name === "memory" ? NO_LOAD * (isPercent(series) ? 100 : 0) : 0;
}

function departureOf(parts: Float64Array, calm: Float64Array, sign: 1 | -1): Departure {
  const length = Math.min(parts.length, Math.max(LEAST_PARTS, Math.floor(calm.length / CALM_STRETCHES)));
  return { weight: mostWithin(parts, sign, length), calm: calmExcursions(calm, sign, length) };
}

/** The strongest departure of a draft in one direction, with its places told in rows of `scores`. */
export function excursionIn({ scores, parts, partRows }: Draft, sign: 1 | -1): Excursion {
  const { weight, from, to, magnitude } = excursionOf(parts, sign);
  if (partRows === 1 || weight === 0) return { weight, from, to, magnitude };
  const end = Math.min(scores.length, (to + 1) * partRows);
  const begin = excursionOf(scores, sign, Math.max(0, (from - 1) * partRows), end).from;
  return { weight, from: begin, to: end - 1, magnitude };
}

/** A departure has surely begun where two values in a row show this share of it, and goes back as far as values are out of the usual. */
const SURELY = 0.25;
const UNUSUAL = 2;

/** The row in which a departure began: it may have been there already when the trouble was seen. */
export function beganAt({ values, baseline, searchFrom, from: first }: Draft, { from, to, magnitude }: Excursion, sign: 1 | -1): number {
  const begin = Math.min(searchFrom, first);
  const scores = scoresOf(values, baseline, begin, first + to + 1);
  const out = (row: number, least: number): boolean => (scores[row] ?? Number.NaN) * sign >= least;
  const start = searchFrom < first ? excursionOf(scores, sign).from : first - begin + from;
  const least = Math.max(UNUSUAL, SURELY * magnitude);
  let row = start;
  while (row < scores.length - 1 && !(out(row, least) && out(row + 1, least))) row += 1;
  if (row >= scores.length - 1) return begin + start;
  while (row > start && out(row - 1, UNUSUAL)) row -= 1;
  return begin + row;
}

/** Of what errors are a share: all, or the requests where they are counted; 0 where nobody knows. */
export function wholeOf(series: Series, requests: number | null): number {
  if (isPercent(series)) return 100;
  return /ratio|share/i.test(series.metric) ? 1 : (requests ?? 0);
}

const isPercent = ({ metric, unit }: Series): boolean => unit === "%" || /percent|pct/i.test(metric);

/** The largest distance from `center` that a stretch reaches; null for nothing but gaps. */
function reachOf(values: Float64Array, from: number, to: number, center: number): number | null {
  let most: number | null = null;
  for (let at = from; at < to; at += 1) {
    const distance = Math.abs((values[at] ?? Number.NaN) - center);
    if (Number.isFinite(distance) && (most === null || distance > most)) most = distance;
  }
  return most;
}

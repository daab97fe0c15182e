import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { metricKindOf } from "../series/metric-kinds.ts";
import { medianOf, placeOf } from "../series/order.ts";

/** How a pool of connections filled: shares of its size, Unix milliseconds. `times`: how much longer one request keeps a connection than in calm; null where requests are not counted. */
export type PoolFill = {
  service: string;
  inUse: Series;
  size: number;
  usual: number;
  most: number;
  climbAt: number;
  crossings: { share: number; at: number }[];
  /** When it was no longer full, and when as much was in use as usual; null while that has not come. */
  easedAt: number | null;
  backAt: number | null;
  requests: { series: Series; before: number; during: number } | null;
  keptTimes: number | null;
};

const IN_USE = /(^|_)(active|in_?use|used|busy|borrowed|checked_?out)(_|$)/i;
const SIZE = /(^|_)(max|limit|size|capacity|total_max)(_|$)/i;
const SHARES = [0.7, 0.8, 0.95, 1];
const FULL_FROM = 0.9;
/** Calm ends so long before the trouble was seen: a pool fills for a while before anybody notices. */
const UNSEEN_MS = 30 * 60_000;
const LEAST_CALM = 5;
const CLIMBED = 0.1;
/** A value that stands for so many samples is no blip. */
const LASTING = 2;

/** The pools of connections that were used up in the trouble, by what is in use and the size that the same source tells. Pure. */
export function filledPools(series: readonly Series[], frame: Frame): PoolFill[] {
  return series.flatMap((inUse) => {
    if (!IN_USE.test(inUse.metric) || metricKindOf(inUse.metric, inUse.unit).name !== "connections") return [];
    const limit = series.find(
      (other) => other !== inUse && other.service === inUse.service && SIZE.test(other.metric) && stemOf(other.metric) === stemOf(inUse.metric),
    );
    const size = limit ? medianOf(limit.values, 0, limit.values.length) : Number.NaN;
    return size > 0 ? (fillOf(inUse, size, series, frame) ?? []) : [];
  });
}

/** What two names of one source share: the words before the first that says which of its figures it is. */
function stemOf(metric: string): string {
  const words = metric.toLowerCase().split("_");
  return words.filter((word) => !/^(active|in|use|used|busy|borrowed|max|limit|size|capacity|open|current|total|connections?)$/.test(word)).join("_");
}

function fillOf(inUse: Series, size: number, all: readonly Series[], frame: Frame): PoolFill | null {
  const { times, values, service } = inUse;
  const early = placeOf(times, frame.onset - UNSEEN_MS);
  const calmTo = early >= LEAST_CALM ? early : placeOf(times, frame.calm.to);
  const usual = medianOf(values, 0, calmTo) / size;
  const end = placeOf(times, frame.trouble.to + 1);
  const first = (least: number, from = calmTo): number => {
    for (let row = from; row < end; row += 1) if (lasts(values, row, least * size, end)) return row;
    return -1;
  };
  const full = first(FULL_FROM);
  if (full < 0 || !(usual < FULL_FROM)) return null;
  const climb = first(usual + CLIMBED);
  const crossings = SHARES.flatMap((share) => {
    const row = share > usual + CLIMBED / 2 ? first(share, climb) : -1;
    return row < 0 ? [] : [{ share, at: times[row] ?? 0 }];
  });
  const requests = requestsOf(service, all, { from: times[climb] ?? 0, to: times[full] ?? 0 });
  const most = Math.max(...values.subarray(climb, end).filter(Number.isFinite)) / size;
  const keptTimes = requests && usual > 0 ? FULL_FROM / usual / (requests.during / requests.before) : null;
  let last = full;
  for (let row = full; row < end; row += 1) if ((values[row] ?? Number.NaN) >= FULL_FROM * size) last = row;
  const below = (most: number): number | null => {
    for (let row = last + 1; row < values.length - LASTING; row += 1)
      if ((values[row] ?? size) <= most * size && (values[row + 1] ?? size) <= most * size) return times[row] ?? null;
    return null;
  };
  return {
    easedAt: below(FULL_FROM),
    backAt: below(usual + CLIMBED / 2),
    service,
    inUse,
    size,
    usual,
    most: Math.min(1, most),
    climbAt: times[climb] ?? 0,
    crossings,
    requests,
    keptTimes,
  };
}

const lasts = (values: Float64Array, row: number, least: number, end: number): boolean => {
  for (let at = row; at < Math.min(end, row + LASTING); at += 1) if (!((values[at] ?? Number.NaN) >= least - 1e-9)) return false;
  return true;
};

/** So long before the climb it is told how many requests there are: over hours they change with the time of the day. */
const BEFORE_MS = 30 * 60_000;

/** Requests just before the climb, and from its beginning until the pool was nearly full: what comes after is what the full pool lets through. */
function requestsOf(service: string, all: readonly Series[], { from, to }: { from: number; to: number }): PoolFill["requests"] {
  const series = all.find((one) => one.service === service && metricKindOf(one.metric, one.unit).name === "requests" && !/client/i.test(one.metric));
  if (!series) return null;
  const climb = placeOf(series.times, from);
  const before = medianOf(series.values, placeOf(series.times, from - BEFORE_MS), climb);
  const during = medianOf(series.values, climb, Math.max(climb + 1, placeOf(series.times, to)));
  return before > 0 && during > 0 ? { series, before, during } : null;
}

const GREW = 1.15;
const KEPT_FROM = 1.3;

/** Whether the pool filled because connections are kept, and not because more was asked of it (Little, 1961: in use is arrivals times how long one is kept). */
export function isKept({ keptTimes, requests }: PoolFill): boolean {
  return keptTimes !== null && requests !== null && keptTimes >= KEPT_FROM && requests.during <= GREW * requests.before;
}

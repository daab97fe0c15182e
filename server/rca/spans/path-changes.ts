import type { Stretches } from "./stretches.ts";
import type { Feature, ServiceUnits, Unit } from "./units.ts";

/** A step that a service takes for requests of one kind, and its share of them in calm time and in the trouble. */
export type PathChange = {
  service: string;
  given: Feature;
  step: Feature;
  before: number;
  after: number;
  requestsBefore: number;
  requestsAfter: number;
  z: number;
  strength: number;
};

const REQUESTS_LEAST = 3;
const SHIFT_LEAST = 0.2;
/** Calm stretches count as the calm of a step when they differ from the trouble by at least this part of the largest difference. */
const FAR_SHARE = 0.6;
const Z_LEAST = 1.5;
/** 1.5 to 4 rank alike on the public cases. */
const Z_SCALE = 2.5;
const UNITS_MOST = 4_000;
const WORK_MOST = 20_000_000;

/**
 * Steps whose occurrence is governed by time and not by the mix of requests: among requests that do A, step B came always and now never comes (or a
 * failure never and now comes). Comparing event patterns of requests before and after is the idea of Nezha (Yu et al., FSE 2023); here each pair is
 * judged by the Wald–Wolfowitz runs test over the requests in order of time, which a step that a branch takes at random does not pass, and calm
 * stretches that lie in an earlier fault may be outvoted by those that do not.
 */
export function pathChangesOf(service: ServiceUnits, stretches: Stretches): PathChange[] {
  const units = thinned(service.units);
  const columns = columnsOf(units, service.features.length);
  const trouble = units.map(({ at }) => stretches.isTrouble(at));
  const places = units.map(({ at }) => stretches.of(at));
  const changes: PathChange[] = [];
  const givens = distinct(columns, service.features, ({ isBad }) => !isBad);
  const steps = distinct(columns, service.features, ({ kind }) => kind !== "entry");
  const hosts = new Map(steps.map((step) => [step, hostOf(step, columns, service.features)]));
  let work = 0;
  for (const given of givens) {
    const requests = [...units.keys()].filter((unit) => columns[given]?.[unit] === 1);
    const inTrouble = requests.filter((unit) => trouble[unit]).length;
    if (inTrouble < REQUESTS_LEAST || requests.length - inTrouble < REQUESTS_LEAST) continue;
    work += requests.length * steps.length;
    if (work > WORK_MOST) break;
    for (const step of steps) {
      const column = columns[step];
      const [givenFeature, stepFeature] = [service.features[given], service.features[step]];
      if (step === given || !column || !givenFeature || !stepFeature || !areRelated(givenFeature, stepFeature)) continue;
      const host = columns[hosts.get(step) ?? -1];
      const change = compare(host ? requests.filter((unit) => host[unit] === 1) : requests, {
        column,
        trouble,
        places,
        isBad: stepFeature.isBad,
        stretches: stretches.count,
      });
      if (change) changes.push({ service: service.service, given: givenFeature, step: stepFeature, ...change });
    }
  }
  return changes.toSorted((one, other) => other.strength - one.strength || rankOf(other) - rankOf(one) || (textOf(one) < textOf(other) ? -1 : 1));
}

const textOf = ({ given, step }: PathChange): string => `${step.text}\n${given.text}`;
/** Of pairs that say the same the one that people can follow best: a line of the code given another, then an operation. */
const rankOf = ({ given, step }: PathChange): number =>
  (step.kind === "line" ? 4 : step.kind === "call" ? 2 : 0) + (given.kind === "line" ? 1 : given.kind === "entry" ? 0.5 : 0);

/** What runs under one entry says nothing about a step under another. */
function areRelated(given: Feature, step: Feature): boolean {
  if (step.host === null || given.kind === "line") return true;
  return given.kind === "entry" ? given.text === step.host : given.host === step.host;
}

/** The rarest entry without which a step never happens: when a request does not come in by it, that alone explains why the step is missing. */
function hostOf(step: number, columns: readonly Uint8Array[], features: readonly Feature[]): number | undefined {
  const own = features[step]?.host ?? null;
  const stepColumn = columns[step];
  let [host, fewest] = [-1, Number.POSITIVE_INFINITY];
  for (const [at, { kind, text }] of features.entries()) {
    const column = columns[at];
    if (kind !== "entry" || !column || !stepColumn || (own !== null && text !== own)) continue;
    if (stepColumn.some((value, unit) => value === 1 && column[unit] !== 1)) continue;
    const requests = column.reduce((sum, value) => sum + value, 0);
    if (requests < fewest) [host, fewest] = [at, requests];
  }
  return host < 0 ? undefined : host;
}

type Table = { column: Uint8Array; trouble: readonly boolean[]; places: readonly number[]; isBad: boolean; stretches: number };

function compare(
  requests: readonly number[],
  table: Table,
): Pick<PathChange, "before" | "after" | "requestsBefore" | "requestsAfter" | "z" | "strength"> | null {
  const { column, trouble, places, isBad, stretches } = table;
  const hits = new Float64Array(stretches);
  const all = new Float64Array(stretches);
  let [present, hitsAfter, requestsAfter, runs, last] = [0, 0, 0, 0, -1];
  for (const unit of requests) {
    const value = column[unit] ?? 0;
    if (value !== last) runs += 1;
    last = value;
    present += value;
    const place = places[unit] ?? 0;
    if (trouble[unit]) {
      hitsAfter += value;
      requestsAfter += 1;
    } else {
      hits[place] = (hits[place] ?? 0) + value;
      all[place] = (all[place] ?? 0) + 1;
    }
  }
  const absent = requests.length - present;
  if (present === 0 || absent === 0 || requestsAfter < REQUESTS_LEAST) return null;
  const z = runsZ(present, absent, runs);
  if (z <= Z_LEAST) return null;
  const after = hitsAfter / requestsAfter;
  const calm = calmOf(hits, all, after, isBad);
  if (!calm) return null;
  const share = calm.requests / (requests.length - requestsAfter);
  const strength = Math.abs(after - calm.before) * (1 - Math.exp((Z_LEAST - z) / Z_SCALE)) * Math.min(1, 0.5 + share);
  return { before: calm.before, after, requestsBefore: calm.requests, requestsAfter, z, strength };
}

/** The stretches that differ from the trouble most, to the bad side: a step that is missed or a failure that is new. */
function calmOf(hits: Float64Array, all: Float64Array, after: number, isBad: boolean): { before: number; requests: number } | null {
  const shifts = Array.from(all, (requests, at) => (requests === 0 ? -1 : (isBad ? 1 : -1) * (after - (hits[at] ?? 0) / requests)));
  const most = Math.max(...shifts);
  if (most < SHIFT_LEAST) return null;
  let [hit, requests] = [0, 0];
  for (const [at, shift] of shifts.entries()) {
    if (shift < most * FAR_SHARE) continue;
    hit += hits[at] ?? 0;
    requests += all[at] ?? 0;
  }
  return requests < REQUESTS_LEAST ? null : { before: hit / requests, requests };
}

/** How many fewer runs of equal outcomes there are than chance makes, in standard deviations. */
function runsZ(present: number, absent: number, runs: number): number {
  const requests = present + absent;
  const pairs = 2 * present * absent;
  const variance = (pairs * (pairs - requests)) / (requests * requests * (requests - 1));
  return variance > 0 ? (pairs / requests + 1 - runs) / Math.sqrt(variance) : 0;
}

function thinned(units: readonly Unit[]): readonly Unit[] {
  const every = Math.ceil(units.length / UNITS_MOST);
  return every <= 1 ? units : units.filter((_, index) => index % every === 0);
}

function columnsOf(units: readonly Unit[], features: number): Uint8Array[] {
  const columns = Array.from({ length: features }, () => new Uint8Array(units.length));
  for (const [at, unit] of units.entries())
    for (const feature of unit.features) {
      const column = columns[feature];
      if (column) column[at] = 1;
    }
  return columns;
}

/** Features of which no other happens in exactly the same requests; of such the most readable stays. */
function distinct(columns: readonly Uint8Array[], features: readonly Feature[], isWanted: (feature: Feature) => boolean): number[] {
  const kept = new Map<string, number>();
  const order: Record<Feature["kind"], number> = { line: 0, call: 1, operation: 2, entry: 3 };
  for (const [at, column] of columns.entries()) {
    const feature = features[at];
    if (!feature || !isWanted(feature)) continue;
    const key = `${feature.isBad}${fingerprint(column)}`;
    const known = features[kept.get(key) ?? -1];
    if (!known || order[feature.kind] < order[known.kind] || (feature.kind === known.kind && feature.text < known.text)) kept.set(key, at);
  }
  return [...kept.values()].toSorted((one, other) => ((features[one]?.text ?? "") < (features[other]?.text ?? "") ? -1 : 1));
}

function fingerprint(column: Uint8Array): string {
  let [one, other] = [0x811c9dc5, 0x12345];
  for (const value of column) {
    one = Math.imul(one ^ value, 0x01000193);
    other = (Math.imul(other, 31) + value + 7) | 0;
  }
  return `${one}/${other}`;
}

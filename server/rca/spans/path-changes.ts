import { areRelated, columnsOf, distinct, hasAlternative, hostOf, type Table } from "./path-table.ts";
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
/** Three requests of which none takes a step that thirty others took stand out by 5 deviations; three of which one takes it, by 2.5. */
const FEW_SCALE = 2.2;
/** And requests of one user often go the same way, so that a few of them are hardly more than one. */
const FEW = 1;
const BRANCH_FROM = 0.15;
const BRANCH_SHARE = 0.3;
const UNITS_MOST = 4_000;
const WORK_MOST = 20_000_000;

/**
 * Steps whose occurrence is governed by time and not by the mix of requests: among requests that do A, step B came always and now never comes (or a
 * failure never and now comes). Comparing event patterns of requests before and after is the idea of Nezha (Yu et al., FSE 2023); here each pair is
 * judged by the Wald–Wolfowitz runs test over the requests in order of time, which a step that a branch takes at random does not pass, and calm
 * stretches that lie in an earlier fault may be outvoted by those that do not.
 */
export function pathChangesOf({ service, units: all, features }: ServiceUnits, stretches: Stretches): PathChange[] {
  const units = thinned(all);
  const table: Table = {
    features,
    columns: columnsOf(units, features.length),
    trouble: units.map(({ at }) => stretches.isTrouble(at)),
    places: units.map(({ at }) => stretches.of(at)),
    stretches: stretches.count,
  };
  const steps = distinct(table, ({ kind }) => kind !== "entry").map((step) => ({ step, host: table.columns[hostOf(step, table)] }));
  const changes: PathChange[] = [];
  let work = 0;
  for (const given of distinct(table, ({ isBad }) => !isBad)) {
    const requests = [...units.keys()].filter((unit) => table.columns[given]?.[unit] === 1);
    work += requests.length * steps.length;
    if (work > WORK_MOST) break;
    for (const { step, host } of steps) {
      const own = host ? requests.filter((unit) => host[unit] === 1) : requests;
      const [givenFeature, stepFeature] = [features[given], features[step]];
      if (step === given || !givenFeature || !stepFeature || !areRelated(givenFeature, stepFeature)) continue;
      const change = compare(step, own, table);
      if (change) changes.push({ service, given: givenFeature, step: stepFeature, ...change });
    }
  }
  return changes.toSorted((one, other) => other.strength - one.strength || rankOf(other) - rankOf(one) || (textOf(one) < textOf(other) ? -1 : 1));
}

const textOf = ({ given, step }: PathChange): string => `${step.text}\n${given.text}`;
/** Of pairs that say the same the one that people can follow best: a line of the code given another, then an operation. */
const rankOf = ({ given, step }: PathChange): number =>
  (step.kind === "line" ? 4 : step.kind === "call" ? 2 : 0) + (given.kind === "line" ? 1 : given.kind === "entry" ? 0.5 : 0);

type Change = Pick<PathChange, "before" | "after" | "requestsBefore" | "requestsAfter" | "z" | "strength">;

function compare(step: number, requests: readonly number[], table: Table): Change | null {
  const { columns, trouble, places, features, stretches } = table;
  const isBad = features[step]?.isBad === true;
  const column = columns[step];
  const hits = new Float64Array(stretches);
  const all = new Float64Array(stretches);
  let [present, hitsAfter, requestsAfter, runs, last] = [0, 0, 0, 0, -1];
  for (const unit of requests) {
    const value = column?.[unit] ?? 0;
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
  const requestsBefore = requests.length - requestsAfter;
  if (present === 0 || present === requests.length || requestsAfter < REQUESTS_LEAST || requestsBefore < REQUESTS_LEAST) return null;
  const z = runsZ(present, requests.length - present, runs);
  if (z <= Z_LEAST) return null;
  const after = hitsAfter / requestsAfter;
  const calm = calmOf(hits, all, after, isBad);
  if (!calm) return null;
  const share = calm.requests / requestsBefore;
  const differs = sharesZ(calm.before, calm.requests, after, requestsAfter);
  const sure = (1 - Math.exp((Z_LEAST - z) / Z_SCALE)) * (1 - Math.exp(-((differs / FEW_SCALE) ** 2)));
  const strength = Math.abs(after - calm.before) * (requestsAfter / (requestsAfter + FEW)) * sure * Math.min(1, 0.5 + share);
  const isBranch = strength > BRANCH_FROM && !isBad && hasAlternative(step, requests, table);
  return { before: calm.before, after, requestsBefore: calm.requests, requestsAfter, z, strength: strength * (isBranch ? BRANCH_SHARE : 1) };
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

/** How far two shares lie apart in standard deviations, each with half a request of either kind added (Agresti and Caffo, 2000). */
function sharesZ(before: number, requestsBefore: number, after: number, requestsAfter: number): number {
  const one = (before * requestsBefore + 0.5) / (requestsBefore + 1);
  const other = (after * requestsAfter + 0.5) / (requestsAfter + 1);
  return Math.abs(one - other) / Math.sqrt((one * (1 - one)) / (requestsBefore + 1) + (other * (1 - other)) / (requestsAfter + 1));
}

function thinned(units: readonly Unit[]): readonly Unit[] {
  const every = Math.ceil(units.length / UNITS_MOST);
  return every <= 1 ? units : units.filter((_, index) => index % every === 0);
}

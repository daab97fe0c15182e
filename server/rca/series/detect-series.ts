import type { Bundle, Symptom } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import { edgesOf } from "../graph/edges.ts";
import type { Notebook } from "../notebook.ts";
import { poolClues } from "../story/pool-clue.ts";
import { byChanceOf } from "./by-chance.ts";
import { changePointsOf } from "./change-points.ts";
import { clueOf } from "./clue-of-series.ts";
import { guessOnset } from "./guess-onset.ts";
import { inferSymptoms } from "./infer-symptoms.ts";
import { likenessOf, type Profile, profileOf } from "./likeness.ts";
import { commonMetrics, growthsOf, loadsOf } from "./loads.ts";
import { type Measured, measureAll } from "./measure-all.ts";
import { meaningOf } from "./mechanism.ts";
import { metricKindOf } from "./metric-kinds.ts";
import { overrunClues, overrunOf } from "./overrun.ts";

/** Weaker departures are no clue. */
const LEAST_STRENGTH = 0.2;
/** More clues than this only repeat what the strongest say. */
const MOST_CLUES = 60;
/** What the departures of a service say of it, when its callers suddenly overrun it. */
const EFFECT = 0.1;
/** A metric by which services are compared is told in place of its twins when it is this much as sure. */
const AS_SURE = 0.95;
/** A rise of requests is sure from this strength on, and a surge if as many services have it. */
const [SURE, LEAST_SURGE] = [0.5, 3];
/** How well anything fits a stated symptom that does not show. */
const NO_SYMPTOM = 0.3;

/** Finds series that left their calm, when, which way, and how well that fits the symptoms in time. */
export function detectSeries(bundle: Bundle, told: Frame, notebook: Notebook): Finding {
  const { frame, shifts } = guessOnset(bundle.series, told);
  const measured = measureAll(bundle.series, frame);
  const edges = edgesOf(bundle);
  const symptoms = frame.symptoms.length > 0 ? frame.symptoms : inferSymptoms(measured, edges);
  const common = new Set(commonMetrics(measured, symptoms).values());
  const leaving = measured.filter(({ strength }) => strength >= LEAST_STRENGTH);
  const departed = strongestOfKind(leaving, common).slice(0, MOST_CLUES);
  const profiles = symptomProfiles(measured, symptoms);
  const [profile = null] = profiles;
  const byChance = byChanceOf(measured, profile, frame.symptoms.length > 0 ? profiles.length : 0);
  const fitOf = (one: Measured): number | null => (profile ? fitting(one, profile) : null);
  const loadOf = loadsOf(measured, profile, symptoms);
  const byService = Map.groupBy(measured, ({ series }) => series.service);
  const growthOf = growthsOf(leaving, measured);
  const surge = surgeIn(measured);
  const overrun = overrunOf(edges, measured);
  const isOverrun = new Set(overrun.map(({ callee }) => callee.series.service));
  const clues = departed.map((one): Clue => {
    const clue = clueOf(
      one,
      meaningOf(one, withSurge(byService.get(one.series.service) ?? [], surge)),
      { fit: fitOf(one), load: loadOf(one), growth: growthOf(one) },
      byChance(one),
      notebook,
    );
    return isOverrun.has(clue.service) ? { ...clue, role: "effect", weighing: { ...clue.weighing, weight: EFFECT } } : clue;
  });
  return {
    clues: [
      ...clues,
      ...poolClues(bundle, frame, notebook),
      ...overrunClues(overrun, { traffic: trafficTo(measured, symptoms), fitOf, byChance }, notebook),
    ],
    changePoints: shifts.length > 0 ? shifts : changePointsOf(departed),
  };
}

/** The typical rise of requests, where most services that count them got clearly more. */
function surgeIn(measured: readonly Measured[]): Measured | null {
  const demand = measured.filter(({ kind }) => kind.name === "requests");
  const risen = demand.filter(({ direction, strength, baseline }) => direction === "up" && strength >= SURE && baseline.center > 0);
  const services = (some: readonly Measured[]): number => new Set(some.map(({ series }) => series.service)).size;
  if (services(risen) < LEAST_SURGE || services(risen) * 2 <= services(demand)) return null;
  const ordered = risen.toSorted((one, other) => one.reached / one.baseline.center - other.reached / other.baseline.center);
  return ordered[ordered.length >> 1] ?? null;
}

/** What does not count its own requests (a machine, a queue's worker) is asked as much more as the others are. */
function withSurge(own: readonly Measured[], surge: Measured | null): readonly Measured[] {
  return surge && !own.some(({ kind }) => kind.name === "requests") ? [...own, surge] : own;
}

/** A symptom tells as far as it shows at all: it is one question, not the oddest of many. */
function fitting(one: Measured, profile: Profile): number {
  const { weights, chance } = profile;
  return weights.some((weight) => weight > 0) ? (1 - chance) * likenessOf(one, profile) + chance * NO_SYMPTOM : NO_SYMPTOM;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** One of each service, kind and direction: percentiles and twins of a metric say the same thing. Strongest first. */
function strongestOfKind(measured: readonly Measured[], common: ReadonlySet<string>): Measured[] {
  const best = new Map<string, Measured>();
  for (const one of measured.toSorted(byStrength)) {
    const key = `${one.series.service}\n${one.kind.name}\n${one.direction}`;
    const before = best.get(key);
    if (!before || (common.has(one.series.metric) && !common.has(before.series.metric) && one.strength >= AS_SURE * before.strength))
      best.set(key, one);
  }
  return [...best.values()];
}

function byStrength(one: Measured, other: Measured): number {
  return other.strength - one.strength || other.excursion.magnitude - one.excursion.magnitude || (nameOf(one) < nameOf(other) ? -1 : 1);
}

function nameOf({ series }: Measured): string {
  return `${series.service}\n${series.metric}`;
}

/** The time shapes of the stated symptom, first the one that shows best; without a stated metric, those of work metrics of the symptom's service. */
function symptomProfiles(measured: readonly Measured[], symptoms: readonly Symptom[]): Profile[] {
  const own = measured.filter(({ series, kind }) =>
    symptoms.some(({ service, metric }) => {
      if (service !== series.service) return false;
      return metric === undefined ? kind.layer === "work" : metricKindOf(metric, null).name === kind.name;
    }),
  );
  return own.map(profileOf).toSorted((one, other) => other.surety - one.surety || sumOf(other.weights) - sumOf(one.weights));
}

function trafficTo(measured: readonly Measured[], symptoms: readonly Symptom[]): number | null {
  const [first] = measured.filter(({ series, kind }) => kind.name === "requests" && symptoms.some(({ service }) => service === series.service));
  return first && first.baseline.center > 0 ? first.baseline.center : null;
}

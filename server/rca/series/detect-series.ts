import type { Bundle, Symptom } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import type { Notebook } from "../notebook.ts";
import { changePointsOf } from "./change-points.ts";
import { clueOf } from "./clue-of-series.ts";
import { likenessOf, type Profile, profileOf } from "./likeness.ts";
import { loadsOf } from "./loads.ts";
import { type Measured, measure } from "./measure.ts";
import { metricKindOf } from "./metric-kinds.ts";
import { newcomersOf } from "./newcomers.ts";
import { type Stretches, stretchesOf } from "./stretches.ts";

/** Weaker departures are no clue. */
const LEAST_STRENGTH = 0.2;
/** More clues than this only repeat what the strongest say. */
const MOST_CLUES = 60;

/** Finds series that left their calm, when, which way, and how well that fits the symptoms in time. */
export function detectSeries(bundle: Bundle, frame: Frame, notebook: Notebook): Finding {
  const measured = measureAll(bundle, frame);
  const departed = strongestOfKind(measured.filter(({ strength }) => strength >= LEAST_STRENGTH)).slice(0, MOST_CLUES);
  const profile = symptomProfile(measured, frame.symptoms);
  const loads = loadsOf(measured, profile);
  const clues: Clue[] = departed.map((one) =>
    clueOf(one, { fit: profile ? likenessOf(one, profile) : null, load: loads.get(one) ?? null }, notebook),
  );
  return { clues: [...clues, ...newcomersOf(bundle, measured, notebook)], changePoints: changePointsOf(departed) };
}

export function measureAll({ series }: Bundle, frame: Frame): Measured[] {
  const parts = new Map<Float64Array, Stretches>();
  return series.flatMap((one) => {
    let stretches = parts.get(one.times);
    if (!stretches) {
      stretches = stretchesOf(one.times, frame);
      parts.set(one.times, stretches);
    }
    return measure(one, stretches) ?? [];
  });
}

/** One of each service, kind and direction: percentiles and twins of a metric say the same thing. Strongest first. */
function strongestOfKind(measured: readonly Measured[]): Measured[] {
  const best = new Map<string, Measured>();
  for (const one of measured.toSorted(byStrength)) {
    const key = `${one.series.service}\n${one.kind.name}\n${one.direction}`;
    if (!best.has(key)) best.set(key, one);
  }
  return [...best.values()];
}

function byStrength(one: Measured, other: Measured): number {
  return other.strength - one.strength || other.excursion.magnitude - one.excursion.magnitude || (nameOf(one) < nameOf(other) ? -1 : 1);
}

function nameOf({ series }: Measured): string {
  return `${series.service}\n${series.metric}`;
}

/** The time shape of the stated symptom that shows best; without one, that of the strongest work metric of the symptom's service; else null. */
function symptomProfile(measured: readonly Measured[], symptoms: readonly Symptom[]): Profile | null {
  const own = measured.filter(({ series, kind, direction }) =>
    symptoms.some(({ service, metric }) => {
      if (service !== series.service || (direction === "up" ? kind.riseWeight : kind.fallWeight) < 0.1) return false;
      return metric === undefined ? kind.layer === "work" : metricKindOf(metric, null).name === kind.name;
    }),
  );
  const [best] = own.toSorted(byStrength);
  return best && best.excursion.weight > 0 ? profileOf(best) : null;
}

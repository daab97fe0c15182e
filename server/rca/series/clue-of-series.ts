import type { EvidenceItem } from "../answer.ts";
import type { Clue, Weighing } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { Measured } from "./measure-all.ts";
import { type Meaning, weighingOf } from "./mechanism.ts";
import { stepOf } from "./order.ts";
import { sentenceOf } from "./sentence.ts";

/** Below this weight a departure is what follows from trouble elsewhere. */
const EFFECT_BELOW = 0.3;
const MOST_POINTS = 80;

/** The clue of a departed series, with its evidence laid down. `fit`, `load` and `growth`: null where they are not known. */
export function clueOf(
  measured: Measured,
  meaning: Meaning,
  { fit, load, growth }: { fit: number | null; load: number | null; growth: number | null },
  chance: Pick<Weighing, "byChance" | "confirmedBy">,
  notebook: Notebook,
): Clue {
  const { series, kind, strength, at, excursion } = measured;
  const statement = meaning.because ? `${sentenceOf(measured).slice(0, -1)}: ${meaning.because}.` : sentenceOf(measured);
  return {
    service: series.service,
    signature: meaning.signature,
    statement,
    strength,
    role: meaning.weight < EFFECT_BELOW ? "effect" : "either",
    at,
    metric: series.metric,
    weighing: {
      ...weighingOf(meaning),
      size: excursion.magnitude,
      withinMs: stepOf(series.times),
      ...chance,
      ...(fit === null ? {} : { fit }),
      ...(kind.layer === "work" ? { loadOf: kind.name } : {}),
      ...(load === null ? {} : { load }),
      ...(growth === null ? {} : { growth }),
    },
    evidence: [
      notebook.cite({
        kind: "series",
        source: `${series.service}|${series.metric}`,
        title: `${series.metric} of ${series.service}`,
        excerpt: statement,
        ...shownAt(measured),
      }),
    ],
  };
}

/** The series round its change, thinned out to what a chart shows. */
function shownAt({ series, from, scores, at, excursion }: Measured): Pick<EvidenceItem, "at" | "points"> {
  if (at === null) return {};
  const change = from + excursion.from;
  const end = Math.min(series.values.length, from + scores.length);
  const begin = Math.max(0, change - (end - change) - 10);
  const every = Math.max(1, Math.ceil((end - begin) / MOST_POINTS));
  const values: (number | null)[] = [];
  for (let row = begin; row < end; row += every) {
    const value = series.values[row] ?? Number.NaN;
    values.push(Number.isFinite(value) ? Number(value.toPrecision(4)) : null);
  }
  const iso = new Date(at).toISOString();
  return {
    at: iso,
    points: { from: new Date(series.times[begin] ?? at).toISOString(), stepMs: stepOf(series.times) * every, values, changeAt: iso },
  };
}

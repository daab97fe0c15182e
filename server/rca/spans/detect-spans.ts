import type { Bundle } from "../bundle.ts";
import type { Finding } from "../detectors.ts";
import type { Frame } from "../frame.ts";
import { blameOf } from "../logs/blame.ts";
import type { LogTemplate } from "../logs/digest.ts";
import { namesIn } from "../logs/names.ts";
import { severityOf } from "../logs/severity.ts";
import type { Notebook } from "../notebook.ts";
import { forestOf } from "./forest.ts";
import { cluesOfGaps } from "./gaps.ts";
import { cluesOfSelfTime, cluesOfShorterTime, latenciesOf, timeFactorOf } from "./latency.ts";
import { type PathChange, pathChangesOf } from "./path-changes.ts";
import { cluesOfPaths } from "./path-clues.ts";
import { calleesOf } from "./reach.ts";
import { cluesOfSpanErrors } from "./span-errors.ts";
import { habitsOf, stopsOf } from "./stops.ts";
import { stretchesOf } from "./stretches.ts";
import { unitsOf } from "./units.ts";

const SEVERE_FROM = 0.5;

/** Compares requests before and in the trouble: which steps of which service no longer happen, where errors begin, where time is spent. */
export function detectSpans(bundle: Bundle, frame: Frame, notebook: Notebook): Finding {
  if (bundle.spans.length === 0) return { clues: [] };
  const forest = forestOf(bundle.spans);
  const stretches = stretchesOf(forest.began.values(), frame);
  const names = namesIn(bundle);
  const blamesOther = (template: LogTemplate): boolean =>
    severityOf(template) >= SEVERE_FROM && template.samples.some(({ message }) => blameOf(message, template.service, names)?.service);
  const changes = new Map<string, PathChange[]>();
  const units = unitsOf(forest, bundle.logs, blamesOther);
  for (const service of units) changes.set(service.service, pathChangesOf(service, stretches));
  const latencies = latenciesOf(forest, stretches);
  const habits = new Map(units.map((service) => [service.service, habitsOf(service)]));
  const stops = stopsOf(forest, stretches, (service, operation) => ({
    ...(habits.get(service) ?? { hasLines: false, steps: 0 }),
    timeFactor: timeFactorOf(latencies, service, operation),
  }));
  const at = frame.trouble.from;
  return {
    clues: [
      ...cluesOfPaths(changes, { callees: calleesOf(forest, bundle.edges), stops }, at, notebook),
      ...cluesOfSpanErrors(forest, stretches, notebook),
      ...cluesOfGaps(latencies, at, notebook),
      ...cluesOfSelfTime(latencies, at, notebook),
      ...cluesOfShorterTime(latencies, (service) => habits.get(service)?.hasLines === true, at, notebook),
    ],
  };
}

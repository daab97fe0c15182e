import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { forestOf } from "./forest.ts";
import { addTo, emptySample, type Sample, shiftOf } from "./shift.ts";
import { stretchesOf } from "./stretches.ts";

const SPANS_LEAST = 100;
/** So few of many requests do not make up what a metric shows. */
const COMING_LEAST = 5;
const SLOWER_FROM = 1.4;

/**
 * What traces say of the latency of each service: `slower`, `same`, `absent` when requests were traced and hardly any came there; `unknown` when there are too
 * few of them. A metric that says otherwise of the same minutes speaks of other requests, or of an artefact of its own.
 */
export type TracedLatency = "slower" | "same" | "absent" | "unknown";

export function tracedLatencies({ spans }: Bundle, frame: Frame): (service: string) => TracedLatency {
  const forest = forestOf(spans);
  const stretches = stretchesOf(forest.began.values(), frame);
  const samples = new Map<string, Sample>();
  let inTrouble = 0;
  for (const [index, { service, trace, start, durationMs }] of spans.entries()) {
    const at = forest.began.get(trace) ?? start;
    const isTrouble = stretches.isTrouble(at);
    if (isTrouble) inTrouble += 1;
    if (spans[forest.parent[index] ?? -1]?.service === service) continue;
    let sample = samples.get(service);
    if (!sample) {
      sample = emptySample();
      samples.set(service, sample);
    }
    addTo(sample, isTrouble ? null : stretches.of(at), durationMs);
  }
  return (service) => {
    if (inTrouble < SPANS_LEAST) return "unknown";
    const sample = samples.get(service);
    if (!sample || sample.seenAfter < COMING_LEAST) return "absent";
    const shift = shiftOf(sample);
    if (!shift) return "unknown";
    return shift.ratio >= SLOWER_FROM && shift.z > 2 ? "slower" : "same";
  };
}

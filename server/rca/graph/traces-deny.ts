import type { Bundle, Series } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";
import { metricKindOf } from "../series/metric-kinds.ts";
import { medianOf, placeOf } from "../series/order.ts";
import { tracedLatencies } from "../spans/traced-latency.ts";

const LEFT = 0.35;
/** What would show in requests: that they are slow, fail, or do not come, and what is used up without making them slow. Not the processor: callers may wait less. */
const DENIABLE: ReadonlySet<string> = new Set(["latency", "errors", "availability", "requests", "network", "memory", "disk"]);
const TOLD_BY_OTHER_SPANS: ReadonlySet<string> = new Set(["errors", "availability", "requests"]);

/**
 * Takes weight from clues that traces of the same minutes deny: a metric says that requests at a service go badly, and of those that were traced hardly any
 * came there, or those that came took as long as before. What speaks of a resource, a line or a step that is missing is left alone.
 */
export function withoutDenied(clues: readonly Clue[], bundle: Bundle, frame: Frame): Clue[] {
  if (bundle.spans.length === 0) return [...clues];
  const traced = tracedLatencies(bundle, frame);
  const unasked = unaskedIn(bundle.series, frame);
  return clues.map((clue) => {
    const kind = clue.metric === undefined ? null : metricKindOf(clue.metric, null).name;
    if (kind === null) return clue;
    const said = traced(clue.service);
    if (said === "absent" && unasked.has(clue.service)) return { ...clue, strength: clue.strength * LEFT };
    if (!DENIABLE.has(kind)) return clue;
    const isDenied = said === "absent" || (said === "same" && !TOLD_BY_OTHER_SPANS.has(kind));
    return isDenied ? { ...clue, strength: clue.strength * LEFT } : clue;
  });
}

/** Services whose requests are counted, and which nobody asked. */
function unaskedIn(series: readonly Series[], { trouble }: Frame): Set<string> {
  const counted = series.filter(({ metric, unit }) => metricKindOf(metric, unit).name === "requests");
  const names = new Set(counted.map(({ service }) => service));
  for (const { service, times, values } of counted) {
    const usual = medianOf(values, placeOf(times, trouble.from), placeOf(times, trouble.to));
    if (usual > 0) names.delete(service);
  }
  return names;
}

import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";
import { metricKindOf } from "../series/metric-kinds.ts";
import { tracedLatencies } from "../spans/traced-latency.ts";

const LEFT = 0.35;
/** What would show in requests: that they are slow, fail, or do not come, and what is used up without making them slow. Not the processor: callers may wait less. */
const DENIABLE: ReadonlySet<string> = new Set(["latency", "errors", "requests", "network", "memory", "disk"]);
const TOLD_BY_OTHER_SPANS: ReadonlySet<string> = new Set(["errors", "requests"]);

/**
 * Takes weight from clues that traces of the same minutes deny: a metric says that requests at a service go badly, and of those that were traced hardly any
 * came there, or those that came took as long as before. What speaks of a resource, a line or a step that is missing is left alone.
 */
export function withoutDenied(clues: readonly Clue[], bundle: Bundle, frame: Frame): Clue[] {
  if (bundle.spans.length === 0) return [...clues];
  const traced = tracedLatencies(bundle, frame);
  return clues.map((clue) => {
    const kind = clue.metric === undefined ? null : metricKindOf(clue.metric, null).name;
    if (kind === null || !DENIABLE.has(kind)) return clue;
    const said = traced(clue.service);
    const isDenied = said === "absent" || (said === "same" && !TOLD_BY_OTHER_SPANS.has(kind));
    return isDenied ? { ...clue, strength: clue.strength * LEFT } : clue;
  });
}

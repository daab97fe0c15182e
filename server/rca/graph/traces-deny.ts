import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Frame } from "../frame.ts";
import { metricKindOf } from "../series/metric-kinds.ts";
import { tracedLatencies } from "../spans/traced-latency.ts";

const LEFT = 0.35;

/**
 * Takes weight from clues that traces of the same minutes deny: a metric says that requests at a service go badly, and of those that were traced hardly any
 * came there, or those that came took as long as before. What speaks of a resource, a line or a step that is missing is left alone.
 */
export function withoutDenied(clues: readonly Clue[], bundle: Bundle, frame: Frame): Clue[] {
  if (bundle.spans.length === 0) return [...clues];
  const traced = tracedLatencies(bundle, frame);
  return clues.map((clue) => {
    const kind = clue.metric === undefined ? null : metricKindOf(clue.metric, null).name;
    if (kind !== "latency" && kind !== "errors" && kind !== "requests") return clue;
    const said = traced(clue.service);
    const isDenied = said === "absent" || (said === "same" && kind === "latency");
    return isDenied ? { ...clue, strength: clue.strength * LEFT } : clue;
  });
}

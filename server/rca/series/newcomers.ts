import type { Bundle } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { Measured } from "./measure.ts";
import { clockOf, figureOf } from "./sentence.ts";

/**
 * Services that nobody called in all of the calm and that are called now. A callee does not choose to be called: what changed is the caller (a wrong name, a new
 * path, a flag), so the clue speaks of the callers.
 */
export function newcomersOf({ edges }: Bundle, measured: readonly Measured[], notebook: Notebook): Clue[] {
  return measured.flatMap((one) => {
    const { series, kind, baseline, direction, strength, at } = one;
    if (kind.name !== "requests" || direction !== "up" || baseline.high > 0 || strength < 0.5 || at === null) return [];
    const callers = [...new Set(edges.filter(({ callee }) => callee === series.service).map(({ caller }) => caller))];
    return callers.map((caller): Clue => {
      const statement = `${caller} began to call ${series.service} at ${clockOf(at)} UTC, which nobody had called in ${figureOf(baseline.count)} samples before.`;
      const evidence = notebook.cite({
        kind: "series",
        source: `${series.service}|${series.metric}`,
        title: `Calls of ${series.service}`,
        excerpt: statement,
        at: new Date(at).toISOString(),
      });
      return { service: caller, signature: "new-dependency", statement, strength: 0.9 * strength, role: "either", at, evidence: [evidence] };
    });
  });
}

import type { Edge } from "../bundle.ts";
import type { Clue, Weighing } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { Measured } from "./measure-all.ts";
import { clockOf, figureOf } from "./sentence.ts";

/** Calls of a service that so many times more than usual are made to, without failing there: more than retries bring. */
const MANY_TIMES = 5;
/** Callers that are themselves asked so much more only pass it on. */
const PASSED_ON = 2;
/** Fewer new calls than this share of the requests to the symptom's service explain little. */
const ENOUGH = 0.02;
const MOST_WEIGHT = 0.9;
const LEAST_STRENGTH = 0.5;

/**
 * Services that are suddenly called by callers that are not themselves called more. A callee does not choose to be called: what changed is the caller (a wrong
 * name, a new path, a flag, a cache that is off), and how the callee does under it follows from that.
 */
export function overrunOf(edges: readonly Edge[], measured: readonly Measured[]): { callee: Measured; callers: string[] }[] {
  const requests = new Map(measured.filter(({ kind }) => kind.name === "requests").map((one) => [one.series.service, one]));
  const failing = new Set(measured.filter(isFailing).map(({ series }) => series.service));
  return [...requests.values()].flatMap((callee) => {
    const { series, direction, strength, at } = callee;
    if (direction !== "up" || strength < LEAST_STRENGTH || at === null || failing.has(series.service) || timesOf(callee) < MANY_TIMES) return [];
    const callers = [...new Set(edges.filter(({ callee: name }) => name === series.service).map(({ caller }) => caller))];
    const changed = callers.filter((caller) => timesOf(requests.get(caller)) < PASSED_ON);
    return changed.length > 0 && changed.length === callers.length ? [{ callee, callers: changed }] : [];
  });
}

/** What the callers of overrun services are suspected of. `traffic`: usual requests of the symptom's service, in the same unit; null when not known. */
export function overrunClues(
  overrun: ReturnType<typeof overrunOf>,
  { traffic, fitOf, byChance }: { traffic: number | null; fitOf: (one: Measured) => number | null; byChance: (one: Measured) => Weighing },
  notebook: Notebook,
): Clue[] {
  return overrun.flatMap(({ callee, callers }) => {
    const { series, baseline, strength, at, reached } = callee;
    const fit = fitOf(callee);
    const enough = traffic === null ? 1 : Math.min(1, (reached - baseline.center) / (ENOUGH * traffic));
    const before =
      baseline.high > 0
        ? `${figureOf(reached)} calls instead of ${figureOf(baseline.center)}`
        : `it was never called in ${figureOf(baseline.count)} samples before`;
    return callers.map((caller): Clue => {
      const statement = `${caller} began to call ${series.service} at ${clockOf(at ?? 0)} UTC: ${before}, while ${caller} itself is not called more.`;
      const evidence = notebook.cite({
        kind: "series",
        source: `${series.service}|${series.metric}`,
        title: `Calls of ${series.service}`,
        excerpt: statement,
      });
      return {
        service: caller,
        signature: "new-dependency",
        statement,
        strength,
        role: "either",
        at,
        weighing: { weight: MOST_WEIGHT * enough, ...byChance(callee), ...(fit === null ? {} : { fit }) },
        evidence: [evidence],
      };
    });
  });
}

function timesOf(one: Measured | undefined): number {
  if (one?.direction !== "up" || one.strength < LEAST_STRENGTH) return 1;
  return one.baseline.center > 0 ? one.reached / one.baseline.center : Number.POSITIVE_INFINITY;
}

function isFailing({ kind, direction, strength }: Measured): boolean {
  return strength >= LEAST_STRENGTH && ((kind.name === "errors" && direction === "up") || (kind.name === "availability" && direction === "down"));
}

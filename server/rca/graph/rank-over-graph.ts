import type { Edge } from "../bundle.ts";
import type { Clue } from "../clue.ts";
import { openCalls } from "./calls.ts";
import { loadFactor, type Valued, valuesOf } from "./values.ts";
import { WEIGHTS, type Weights } from "./weights.ts";

/**
 * What is asked of the graph. `symptoms`: names of services that were seen in trouble, may be empty. `traffic`: requests of each service in calm, in one unit,
 * where known.
 */
export type GraphQuestion = {
  clues: readonly Clue[];
  edges: readonly Edge[];
  symptoms: readonly string[];
  traffic?: ReadonlyMap<string, number>;
  weights?: Weights;
};

/** How a thing stands: `score` from 0 to 1; `own` before anything was explained away; `explainedBy` the thing that explains most of it. */
export type Standing = { service: string; score: number; own: number; explainedBy: string | null; clues: Clue[] };

/** Of what a service shows, its own resource tells the cause before what its callers feel, down to this share. */
const FELT = 0.6;
/** Brings 0.5 to where, of calm windows, one in seventy is still taken for trouble (PetShop's calm days, 290 windows). */
const SCALE = 1.25;
/** A change that is seen so much later than its effect is still taken for the cause: samples and clocks are not exact. */
const TOLERANCE_MS = 60_000;

/**
 * Things by how surely the trouble comes from them. Each clue is weighed (strength, weight, size, fit in time), then what callees or callers explain is taken
 * away, walking from the symptoms down the calls, so that the deepest thing whose own departure nothing below explains stays (the traversal of
 * Lin et al., Microscope, ICSOC 2018, with shares in place of yes and no). Pure. Clues of every kind: what is a cause by its role, and what is weighed but
 * follows nobody (a resource), is explained by nothing; a clue that is not weighed is taken for one that follows from callees. Without edges each stands by itself.
 */
export function rankOverGraph({ clues, edges, symptoms, traffic, weights = WEIGHTS }: GraphQuestion): Standing[] {
  const values = valuesOf(clues, edges.length === 0, weights);
  const calls = openCalls(edges, new Set(values.keys()));
  const reach = calls.reachOf(symptoms);
  const ranked = [...values]
    .map(([service, own]): Standing => {
      const explained = own.map((one) => explanationOf(one, calls.neighbours(service, one.clue), values));
      const left = own.map(({ value }, at) => value * (1 - (1 - weights.explained) * (explained[at]?.share ?? 0)));
      const strongest = explained.reduce((best, one) => (one.share > best.share ? one : best), NOTHING);
      const factor =
        (reach === null || reach.has(service) ? 1 : weights.outOfReach) *
        loadFactor(own, weights) *
        besideFactor(service, values, { calls, traffic, further: weights.further });
      return {
        service,
        score: SCALE * together(left, weights.further) * factor,
        own: together(
          own.map(({ value }) => value),
          weights.further,
        ),
        explainedBy: strongest.by,
        clues: own
          .map(({ clue }, at) => ({ clue, left: (left[at] ?? 0) * (clue.weighing?.follows ? FELT : 1) }))
          .toSorted((one, other) => other.left - one.left)
          .map(({ clue }) => clue),
      };
    })
    .toSorted((one, other) => other.score - one.score)
    .map((standing) => ({ ...standing, score: Math.min(1, standing.score) }));
  return withEchoesBehind(ranked, calls.calleesOf);
}

/** Where a service and one that it calls surely fail in the same way, the caller repeats what it was told: the callee comes first. */
function withEchoesBehind(ranked: readonly Standing[], calleesOf: (service: string) => readonly string[]): Standing[] {
  const [first, ...others] = ranked;
  const [lead] = first?.clues ?? [];
  if (!first || first.score < 1 || lead?.role !== "cause" || !lead.signature) return [...ranked];
  const callees = calleesOf(first.service);
  const source = others.find(
    ({ service, score, clues: [own] }) => score >= 1 && own?.role === "cause" && own.signature === lead.signature && callees.includes(service),
  );
  if (!source) return [...ranked];
  return withEchoesBehind([source, first, ...others.filter((one) => one !== source)], (service) =>
    calleesOf(service).filter((one) => one !== first.service),
  );
}

type Explanation = { share: number; by: string | null };

const NOTHING: Explanation = { share: 0, by: null };

/** How far the trouble of neighbours explains a clue: by their own value against its, by the load that passes, and by who was first. */
function explanationOf({ clue, value }: Valued, neighbours: readonly string[], values: ReadonlyMap<string, Valued[]>): Explanation {
  if (clue.role === "cause" || value === 0 || (clue.weighing && !clue.weighing.follows)) return NOTHING;
  return neighbours.reduce<Explanation>((best, by) => {
    const share = Math.max(0, ...(values.get(by) ?? []).map((other) => shareOf(clue, value, other)));
    return share > best.share ? { share, by } : best;
  }, NOTHING);
}

function shareOf(clue: Clue, value: number, { clue: other, value: otherValue }: Valued): number {
  if (clue.weighing?.follows === "callers" && other.weighing?.follows !== "callers") return 0;
  if (clue.weighing?.follows !== "callers" && other.weighing?.follows === "callers") return 0;
  if (clue.at !== null && other.at !== null && other.at > clue.at + toleranceOf(clue, other)) return 0;
  const passing =
    clue.weighing?.load !== undefined && clue.weighing.loadOf === other.weighing?.loadOf ? (other.weighing?.load ?? 0) / clue.weighing.load : 1;
  return Math.min(1, otherValue / value) * Math.min(1, passing / 0.6);
}

function toleranceOf({ weighing: one }: Clue, { weighing: other }: Clue): number {
  return Math.max(TOLERANCE_MS, 2 * Math.max(one?.withinMs ?? 0, other?.withinMs ?? 0));
}

/**
 * An endpoint where the trace ends, beside an instrumented service of the same caller that is in trouble too and has much more traffic, is most likely
 * another name of it (a load balancer, a remote address).
 */
function besideFactor(
  service: string,
  values: ReadonlyMap<string, Valued[]>,
  { calls, traffic, further }: { calls: ReturnType<typeof openCalls>; traffic: ReadonlyMap<string, number> | undefined; further: number },
): number {
  const own = traffic?.get(service);
  if (own === undefined || calls.calleesOf(service).length > 0) return 1;
  const beside = calls.siblingsOf(service).filter((other) => calls.calleesOf(other).length > 0 && (traffic?.get(other) ?? 0) > 2 * own);
  const strongest = Math.max(
    0,
    ...beside.map((other) =>
      together(
        (values.get(other) ?? []).map(({ value }) => value),
        further,
      ),
    ),
  );
  return 1 - 0.6 * strongest;
}

function together(values: readonly number[], share: number): number {
  const [best = 0, ...further] = values.toSorted((one, other) => other - one);
  return 1 - (1 - best) * further.reduce((left, value) => left * (1 - share * value), 1);
}

import { z } from "zod";
import { Actor } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

export const HYPOTHESIS_STATES = ["proposed", "supported", "refuted", "accepted", "withdrawn"] as const;
export const HypothesisState = z.enum(HYPOTHESIS_STATES);
export type HypothesisState = z.infer<typeof HypothesisState>;

/** Those that are still thought of: refuted and withdrawn ones are kept, but step back. */
export const STANDING_STATES: readonly HypothesisState[] = ["accepted", "supported", "proposed"];

/** A sentence with the ids of the evidence that it stands on; none: it is somebody's word. */
export const CitedStatement = z.object({ text: z.string().max(4_000), evidence: z.array(z.string().max(20)).max(20) });
export type CitedStatement = z.infer<typeof CitedStatement>;

/**
 * An explanation of an incident, by an agent or a person. `confidence`: 0 to 1, capped by rule from the evidence; null for what a person proposed and
 * nothing has tested. Evidence ids are those of `investigation`.
 */
export const Hypothesis = z.object({
  id: Uuid,
  investigation: Uuid.nullable(),
  statement: z.string(),
  service: z.string().nullable(),
  signature: z.string().nullable(),
  state: HypothesisState,
  confidence: z.number().min(0).max(1).nullable(),
  for: z.array(CitedStatement),
  against: z.array(CitedStatement),
  /** The check that tells it from its rivals, and what it gave. */
  test: z.string(),
  resultWords: z.string(),
  by: Actor,
  at: Instant,
  /** Who last changed its state, when, and what they said. */
  decided: z.object({ by: Actor, at: Instant, reason: z.string().nullable() }).nullable(),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

export const HYPOTHESIS_ACTIONS = ["proposed", "updated", "supported", "refuted", "accepted", "withdrawn", "reopened"] as const;
export const HypothesisAction = z.enum(HYPOTHESIS_ACTIONS);
export type HypothesisAction = z.infer<typeof HypothesisAction>;

export const ProposeHypothesis = z.object({
  reference: Reference,
  statement: lineOf(500, "The hypothesis"),
  service: optionalLineOf(200, "The service").default(""),
  test: optionalLineOf(500, "The test").default(""),
});

/** What a person may decide of a hypothesis. `reopened` takes any of the others back. */
export const DECISIONS = ["supported", "refuted", "accepted", "withdrawn", "reopened"] as const;
export const DecideHypothesis = z.object({
  reference: Reference,
  id: Uuid,
  decision: z.enum(DECISIONS),
  reason: optionalLineOf(1_000, "The reason").default(""),
});
export type HypothesisDecision = (typeof DECISIONS)[number];

/** Accepted first, then by confidence; people's untested ones before what is hardly believed. Pure. */
export function rankHypotheses(all: readonly Hypothesis[]): Hypothesis[] {
  const rank = ({ state }: Hypothesis) => (state === "accepted" ? 0 : STANDING_STATES.includes(state) ? 1 : 2);
  return all.toSorted(
    (one, other) => rank(one) - rank(other) || (other.confidence ?? 0.3) - (one.confidence ?? 0.3) || one.at.localeCompare(other.at),
  );
}

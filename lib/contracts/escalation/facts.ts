import { z } from "zod";
import { PersonRef } from "../actor.ts";
import { Uuid } from "../ids.ts";
import { PolicySnapshot } from "./policy.ts";
import { AnswerMeans, Escalation, FiredStep } from "./state.ts";

/** Facts of an escalation. What they change is folded by fold.ts. */
export const PageFact = z.object({
  kind: z.literal("page"),
  escalation: Uuid,
  /** Why somebody paged by hand; null when it happened by rule. */
  reason: z.string().nullable(),
  isByHand: z.boolean(),
  steps: z.array(FiredStep),
});

/** Somebody answered. `settles`: it was the answer that stopped the round. */
export const AcknowledgementFact = z.object({
  kind: z.literal("acknowledgement"),
  escalation: Uuid,
  person: PersonRef,
  /** The pages that it answers; none when somebody acknowledged without having been paged. */
  pages: z.array(Uuid),
  answer: z.enum(["acknowledged", "declined"]),
  means: AnswerMeans,
  settles: z.boolean(),
});

export const ESCALATION_EVENTS = ["started", "repeated", "restarted", "exhausted", "stood-down", "unreachable", "held", "resumed"] as const;

/**
 * What became of an escalation. `started`: with a policy, by hand or after a reopening; `repeated`: nobody answered, from the first level again;
 * `restarted`: an acknowledgement ran out; `exhausted`: nobody answered at all; `unreachable`: every channel of a page failed; `held`: what came due
 * while the database was away waits for a person, who lets it go on (`resumed`) or stands everybody down.
 */
export const EscalationFact = z.object({
  kind: z.literal("escalation"),
  escalation: Uuid,
  event: z.enum(ESCALATION_EVENTS),
  reason: z.string().nullable(),
  /** For `started`. */
  policy: PolicySnapshot.nullable(),
  /** For `unreachable`. */
  page: Uuid.nullable(),
  /** Who is told, for `stood-down`. */
  tells: z.array(PersonRef),
});

export type EscalationFacts = z.infer<typeof PageFact> | z.infer<typeof AcknowledgementFact> | z.infer<typeof EscalationFact>;

/** What a declaration arms; absent where nothing is. */
export const ArmedEscalation = Escalation.pick({ id: true, policy: true });

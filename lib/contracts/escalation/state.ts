import { z } from "zod";
import { PersonRef } from "../actor.ts";
import { Uuid } from "../ids.ts";
import { Instant } from "../text.ts";
import { PolicySnapshot, Trigger } from "./policy.ts";

/** By what means somebody answered a page. */
export const ANSWER_MEANS = ["console", "link", "slack", "pagerduty", "api", "agent", "here"] as const;
export const AnswerMeans = z.enum(ANSWER_MEANS);
export type AnswerMeans = z.infer<typeof AnswerMeans>;

export const PAGE_ANSWERS = ["acknowledged", "declined", "unreachable"] as const;
/** `unreachable`: every channel failed. */
export const PageAnswer = z.object({ answer: z.enum(PAGE_ANSWERS), at: Instant, means: AnswerMeans.nullable() });
export type PageAnswer = z.infer<typeof PageAnswer>;

/**
 * One person, or one channel, reached by one step of one round. `target` is the key of what led to them (policy.ts), `name` what it is called.
 */
export const Page = z.object({
  id: Uuid,
  target: z.string(),
  name: z.string(),
  person: PersonRef.nullable(),
  answer: PageAnswer.nullable(),
});
export type Page = z.infer<typeof Page>;

/**
 * A step that fired. `step` is a level's id, `fallback`, or `hand:…` for what somebody did by hand. `trigger` null: by hand, or the fallback.
 * `problems` say who could not be found, such as a position that nobody holds.
 */
export const FiredStep = z.object({
  step: z.string(),
  title: z.string(),
  loop: z.number().int().min(0),
  at: Instant,
  trigger: Trigger.nullable(),
  pages: z.array(Page),
  problems: z.array(z.string()),
});
export type FiredStep = z.infer<typeof FiredStep>;

/**
 * The escalation of one incident: its policy as it was at the beginning, and what happened. `loop` counts rounds from 0. Nothing fires once it
 * is stood down or ended; once acknowledged or exhausted, only what goes on until the incident is resolved.
 */
export const Escalation = z.object({
  id: Uuid,
  policy: PolicySnapshot.nullable(),
  startedAt: Instant,
  loop: z.number().int().min(0),
  /** The round in which it began: steps of earlier ones belong to what was before a reopening. */
  firstLoop: z.number().int().min(0),
  loopStartedAt: Instant,
  fired: z.array(FiredStep),
  acknowledgedAt: Instant.nullable(),
  exhaustedAt: Instant.nullable(),
  stoodDownAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Since when a person has to say whether it goes on; absent where nobody has to. */
  heldAt: Instant.optional(),
});
export type Escalation = z.infer<typeof Escalation>;

export const ESCALATION_WORDS = ["running", "acknowledged", "exhausted", "stood-down", "ended"] as const;
export type EscalationWord = (typeof ESCALATION_WORDS)[number];

export function wordOf({ acknowledgedAt, exhaustedAt, stoodDownAt, endedAt }: Escalation): EscalationWord {
  if (endedAt) return "ended";
  if (stoodDownAt) return "stood-down";
  if (acknowledgedAt) return "acknowledged";
  return exhaustedAt ? "exhausted" : "running";
}

/** An escalation at its beginning: nothing has fired. */
export function startEscalation(id: string, policy: PolicySnapshot | null, at: string): Escalation {
  return {
    id,
    policy,
    startedAt: at,
    loop: 0,
    firstLoop: 0,
    loopStartedAt: at,
    fired: [],
    acknowledgedAt: null,
    exhaustedAt: null,
    stoodDownAt: null,
    endedAt: null,
  };
}

/** Every page, the newest step last. */
export function pagesOf({ fired }: Escalation): (Page & { step: FiredStep })[] {
  return fired.flatMap((step) => step.pages.map((page) => ({ ...page, step })));
}

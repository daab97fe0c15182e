import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { DEADLINE_KINDS } from "./deadline-terms.ts";
import { Reference } from "./ids.ts";
import { Severity } from "./incident.ts";
import { Instant, textOf } from "./text.ts";

export const DeadlineKind = z.enum(DEADLINE_KINDS);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

/** `accept` does what the deadline waits for; `decline` says that one will not. */
export const DeadlineAnswer = z.enum(["accept", "decline"]);
export type DeadlineAnswer = z.infer<typeof DeadlineAnswer>;

export type DeadlineState = "open" | "answered" | "expired" | "withdrawn";

/** Whose decision it is: one person's, or of whoever commands the incident. */
export const DeadlineOwner = z.discriminatedUnion("type", [
  z.object({ type: z.literal("person"), person: PersonRef }),
  z.object({ type: z.literal("command") }),
]);
export type DeadlineOwner = z.infer<typeof DeadlineOwner>;

/**
 * Something that waits for a person. Kind and subject (the id of an assignment, an offer or a question, the key of a role) name it within its
 * incident; at most one of that name is open.
 */
export const Deadline = z.object({ kind: DeadlineKind, subject: z.string(), owner: DeadlineOwner, dueAt: Instant });
export type Deadline = z.infer<typeof Deadline>;

/** What a Now queue holds: a deadline of an incident, a proposal of an agent, or an approval of a step; the last two have a row and an expiry of their own. */
export const DecisionKind = z.enum([...DEADLINE_KINDS, "proposal", "approval"]);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** As `Deadline`; the subject of a proposal and of an approval is its id, its owner who asked for it, and its due time when it expires. */
export const Decision = Deadline.extend({ kind: DecisionKind });
export type Decision = z.infer<typeof Decision>;

/** What cannot be answered by a press alone: the dialog that asks for the rest. */
export const DeadlineDialog = z.enum(["update", "assign", "read-back", "confirm", "questions"]);
export type DeadlineDialog = z.infer<typeof DeadlineDialog>;

/** One way to answer. `dialog`: what asks for the words that it needs; null when a press is enough. */
export const AnswerChoice = z.object({ label: z.string(), effect: z.string(), dialog: DeadlineDialog.nullable() });

/**
 * A decision in words: what is to be decided and why, what each answer does, and what happens when nobody answers. `edit` is the dialog in
 * which one answers otherwise than by the two, or the page on which one sees more; null where there is neither.
 */
export const DeadlineWords = z.object({
  title: z.string(),
  why: z.string(),
  accept: AnswerChoice,
  decline: AnswerChoice.nullable(),
  edit: z.union([z.object({ label: z.string(), dialog: DeadlineDialog }), z.object({ label: z.string(), href: z.string() })]).nullable(),
  onExpiry: z.string(),
});
export type DeadlineWords = z.infer<typeof DeadlineWords>;

/** The words of a command that is to be approved, each as it would be given over, and the state of its target for which they are. */
export const ExactCommand = z.object({
  argv: z.array(z.string()),
  cluster: z.string().nullish(),
  target: z.string(),
  observed: z.string(),
  plan: z.string(),
});
export type ExactCommand = z.infer<typeof ExactCommand>;

/** `reference` absent: over all incidents that one may see. */
export const ReadNowQueue = z.object({ reference: Reference.optional() });

/** `words`: what the answer needs besides, such as the update or the read-back. */
export const AnswerDecision = z.object({
  reference: Reference.nullish().meta({ description: "The incident; only a proposal and an approval can do without" }),
  kind: DecisionKind,
  subject: z.string().min(1).max(80).meta({
    description:
      "Which of that kind, as the Now queue names it: the id of an assignment, an offer, a question, a proposal or an approval, a role's key, or “next” for the update",
  }),
  answer: DeadlineAnswer,
  words: textOf(5_000, "The text").optional().meta({ description: "The update, or what you understood of the hand-over" }),
});

/** An answer to a deadline of an incident. */
export type AnswerDeadline = Omit<z.output<typeof AnswerDecision>, "reference" | "kind"> & { reference: string; kind: DeadlineKind };

/** How it was answered, and by whom: the first who did. `refusal`: why what was accepted could not be done; null when it was. */
export const DecisionAnswered = z.object({ answer: DeadlineAnswer, by: PersonRef, refusal: z.string().nullable() });
export type DecisionAnswered = z.infer<typeof DecisionAnswered>;

/**
 * One line of a Now queue. `reference` and `incident` (its title) are null for what is about none. `evidence`: seqs of the entries it comes
 * from. `problem`: why its default could not be carried out yet, null when nothing went wrong. `exact`: only of an approval.
 */
export const NowItem = z.object({
  reference: z.string().nullable(),
  incident: z.string().nullable(),
  severity: Severity.nullable(),
  deadline: Decision,
  words: DeadlineWords,
  evidence: z.array(z.number().int()),
  problem: z.string().nullable(),
  exact: ExactCommand.optional(),
});
export type NowItem = z.infer<typeof NowItem>;

/** `now` is the database's time at which it was read. */
export const NowQueue = z.object({ now: Instant, items: z.array(NowItem) });
export type NowQueue = z.infer<typeof NowQueue>;

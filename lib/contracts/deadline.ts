import { z } from "zod";
import type { PersonRef } from "./actor.ts";
import { DEADLINE_KINDS } from "./deadline-terms.ts";
import { Reference } from "./ids.ts";
import type { Severity } from "./incident.ts";
import { textOf } from "./text.ts";

export const DeadlineKind = z.enum(DEADLINE_KINDS);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

/** `accept` does what the deadline waits for; `decline` says that one will not. */
export const DeadlineAnswer = z.enum(["accept", "decline"]);
export type DeadlineAnswer = z.infer<typeof DeadlineAnswer>;

export type DeadlineState = "open" | "answered" | "expired" | "withdrawn";

/** Whose decision it is: one person's, or of whoever commands the incident. */
export type DeadlineOwner = { type: "person"; person: PersonRef } | { type: "command" };

/**
 * Something that waits for a person. Kind and subject (the id of an assignment or an offer, the key of a role) name it within its
 * incident; at most one of that name is open. `dueAt` RFC 3339.
 */
export type Deadline = { kind: DeadlineKind; subject: string; owner: DeadlineOwner; dueAt: string };

/** What cannot be answered by a press alone: the dialog that asks for the rest. */
export type DeadlineDialog = "update" | "assign" | "read-back";

/** One way to answer. `dialog`: what asks for the words that it needs; null when a press is enough. */
export type AnswerChoice = { label: string; effect: string; dialog: DeadlineDialog | null };

/**
 * A deadline in words: what is to be decided and why, what each answer does, and what happens when nobody answers. `edit` is the dialog in
 * which one answers otherwise than by the two; null where there is none.
 */
export type DeadlineWords = {
  title: string;
  why: string;
  accept: AnswerChoice;
  decline: AnswerChoice | null;
  edit: { label: string; dialog: DeadlineDialog } | null;
  onExpiry: string;
};

/** `reference` absent: over all incidents that one may see. */
export const ReadNowQueue = z.object({ reference: Reference.optional() });

/** `words`: what the answer needs besides, such as the update or the read-back. */
export const AnswerDeadline = z.object({
  reference: Reference,
  kind: DeadlineKind,
  subject: z.string().min(1).max(80),
  answer: DeadlineAnswer,
  words: textOf(5_000, "The text").optional(),
});

/** How a deadline was answered: by the first who did. `at` RFC 3339. */
export type DeadlineAnswered = { answer: DeadlineAnswer; by: PersonRef; at: string; isRepeat: boolean };

/**
 * One line of a Now queue. `evidence`: seqs of the entries it comes from. `problem`: why its default could not be carried out yet, null
 * when nothing went wrong.
 */
export type NowItem = {
  reference: string;
  incident: string;
  severity: Severity | null;
  deadline: Deadline;
  words: DeadlineWords;
  evidence: number[];
  problem: string | null;
};

/** `now` is the database's time at which it was read, RFC 3339. */
export type NowQueue = { now: string; items: NowItem[] };

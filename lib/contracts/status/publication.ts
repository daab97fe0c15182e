import { z } from "zod";
import { PersonRef } from "../actor.ts";
import { Uuid } from "../ids.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf, textOf } from "../text.ts";
import { COMPONENT_STATES, UPDATE_STATUSES, WORK_STATUSES } from "./terms.ts";

export const ComponentState = z.enum(COMPONENT_STATES);
export type ComponentState = z.infer<typeof ComponentState>;

export const UpdateStatus = z.enum(UPDATE_STATUSES);
export type UpdateStatus = z.infer<typeof UpdateStatus>;

export const WorkStatus = z.enum(WORK_STATUSES);
export type WorkStatus = z.infer<typeof WorkStatus>;

/** A page as facts name it. */
export const PageRef = z.object({ id: Uuid, slug: z.string(), name: z.string() });
export type PageRef = z.infer<typeof PageRef>;

/** What an update says of one component; its name is as it was then. */
export const ComponentSaid = z.object({ id: Uuid, name: z.string(), state: ComponentState });
export type ComponentSaid = z.infer<typeof ComponentSaid>;

export const PublicTitle = lineOf(160, "The public title");
export const PublicText = textOf(5_000, "The public text");

/**
 * The words of one public update. `nextBy`: when the next one is promised. `workaround` is public; `stakeholderText` and `eta` are for
 * stakeholder pages alone.
 */
export const PublicWords = z.object({
  status: UpdateStatus,
  title: PublicTitle,
  text: PublicText,
  workaround: optionalTextOf(2_000, "The workaround"),
  stakeholderText: optionalTextOf(5_000, "The text for stakeholders"),
  eta: Instant.nullable(),
  nextBy: Instant.nullable(),
  pages: z.array(PageRef).min(1).max(20),
  components: z.array(ComponentSaid).max(200),
});
export type PublicWords = z.infer<typeof PublicWords>;

/** What an `update` fact carries when it was published. */
export const PublishedUpdate = PublicWords.extend({ id: Uuid, approvedBy: z.string().nullable() });
export type PublishedUpdate = z.infer<typeof PublishedUpdate>;

export const Correction = z.object({ at: Instant, reason: z.string(), before: z.string() });
export type Correction = z.infer<typeof Correction>;

/** A public update as it stands now. `corrections`: what it said before, oldest first. */
export const Publication = PublishedUpdate.extend({
  at: Instant,
  by: z.string(),
  corrections: z.array(Correction),
  retracted: z.object({ at: Instant, reason: z.string() }).nullable(),
});
export type Publication = z.infer<typeof Publication>;

/** An update that waits for somebody else's approval. */
export const PublicationRequest = PublicWords.extend({
  id: Uuid,
  internalText: z.string(),
  at: Instant,
  by: PersonRef,
});
export type PublicationRequest = z.infer<typeof PublicationRequest>;

/** What stakeholders asked: those alike are one card. `people`: how many asked it. */
export const Question = z.object({
  id: Uuid,
  text: z.string(),
  askedAt: Instant,
  people: z.number().int(),
  wordings: z.array(z.string()),
  answer: z.object({ text: z.string(), at: Instant, by: z.string() }).nullable(),
  isDismissed: z.boolean(),
});
export type Question = z.infer<typeof Question>;

/** Everything that an incident told to the public and to stakeholders, and what waits to be told: part of the room's state. */
export const Told = z.object({
  publications: z.array(Publication),
  requests: z.array(PublicationRequest),
  questions: z.array(Question),
});
export type Told = z.infer<typeof Told>;
export const NOTHING_TOLD: Told = { publications: [], requests: [], questions: [] };

/** What happens to public updates besides their publication. */
export const PublicationFact = z.object({
  kind: z.literal("publication"),
  action: z.enum(["asked", "declined", "corrected", "retracted"]),
  /** The update's, or the request's. */
  id: Uuid,
  title: z.string(),
  /** On asking. */
  request: PublicationRequest.omit({ at: true }).nullable(),
  /** The new words on correcting. */
  text: z.string().nullable(),
  reason: z.string(),
});
export type PublicationFact = z.infer<typeof PublicationFact>;

export const QuestionFact = z.object({
  kind: z.literal("question"),
  action: z.enum(["asked", "repeated", "answered", "dismissed"]),
  id: Uuid,
  /** The question as it was asked, or the answer. */
  text: z.string(),
});
export type QuestionFact = z.infer<typeof QuestionFact>;

/** The last update on the work that stands, if any. */
export function latestPublication(told: Told): Publication | undefined {
  return told.publications.findLast(({ retracted, status }) => retracted === null && status !== "postmortem");
}

/** Updates that say how things are; what is told of the postmortem says nothing of that. */
export function workUpdates<P extends Pick<Publication, "status">>(publications: readonly P[]): P[] {
  return publications.filter(({ status }) => status !== "postmortem");
}

export const QuestionText = lineOf(500, "The question");
export const AnswerText = textOf(2_000, "The answer");
export const OptionalWords = optionalLineOf(500, "The text");

import { z } from "zod";
import { Reference, Uuid } from "../ids.ts";
import { Phase } from "../incident.ts";
import { Instant, lineOf, optionalTextOf } from "../text.ts";
import { AnswerText, ComponentState, PublicText, PublicTitle, QuestionText, WorkStatus } from "./publication.ts";

const reference = { reference: Reference };
const words = {
  status: WorkStatus,
  /** None: the one of the update before, else the incident's. */
  title: PublicTitle.optional(),
  text: PublicText,
  workaround: optionalTextOf(2_000, "The workaround").default(""),
  stakeholderText: optionalTextOf(5_000, "The text for stakeholders").default(""),
  internalText: optionalTextOf(5_000, "The internal text").default(""),
  eta: Instant.nullish(),
  /** When the next update is promised; left out: by the cadence of the severity. Null: none is promised. */
  nextBy: Instant.nullish(),
  /** Slugs; none: every page with a component of an affected service, or on which the incident stands already. */
  pages: z.array(z.string().max(80)).max(20).default([]),
  /** What is left out stays as it was said last, or is judged from the recorded impact. */
  components: z
    .array(z.object({ id: Uuid, state: ComponentState }))
    .max(200)
    .default([]),
};

/** `accepts` tells that what it contradicts was seen. */
export const PublishUpdate = z.object({ ...reference, ...words, phase: Phase.optional(), accepts: z.boolean().default(false) });
export type PublishUpdate = z.infer<typeof PublishUpdate>;
export const CheckUpdate = z.object({ ...reference, ...words, text: optionalTextOf(5_000, "The public text") });
export type CheckUpdate = z.infer<typeof CheckUpdate>;

const Why = lineOf(500, "The reason");
export const ApproveUpdate = z.object({ ...reference, id: Uuid, accepts: z.boolean().default(false) });
export const DeclineUpdate = z.object({ ...reference, id: Uuid, reason: Why });
export const CorrectUpdate = z.object({ ...reference, id: Uuid, text: PublicText, reason: Why });
export const RetractUpdate = z.object({ ...reference, id: Uuid, reason: Why });
export const DraftUpdate = z.object({ ...reference, status: WorkStatus.optional() });

export const AskQuestion = z.object({ ...reference, text: QuestionText });
export const AnswerQuestion = z.object({ ...reference, id: Uuid, text: AnswerText });
export const DismissQuestion = z.object({ ...reference, id: Uuid });

/** What came of publishing: it is out, or it waits for somebody else. */
export const Published = z.object({ id: Uuid, state: z.enum(["published", "waiting"]), seq: z.number().int(), pages: z.array(z.string()) });
export type Published = z.infer<typeof Published>;

/** A draft with everything that the composer begins with. */
export const UpdateDraft = z.object({
  status: WorkStatus,
  title: z.string(),
  text: z.string(),
  stakeholderText: z.string(),
  internalText: z.string(),
  workaround: z.string(),
  nextBy: Instant.nullable(),
  needsApproval: z.boolean(),
  pages: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      isChosen: z.boolean(),
      components: z.array(z.object({ id: Uuid, name: z.string(), state: ComponentState, isTied: z.boolean() })),
    }),
  ),
});
export type UpdateDraft = z.infer<typeof UpdateDraft>;

/** How an update would look to each audience, and what it contradicts. `html`: the public page with it. */
export const UpdatePreview = z.object({
  pages: z.array(z.object({ slug: z.string(), name: z.string(), html: z.string(), stakeholders: z.string() })),
  message: z.string(),
  contradictions: z.array(z.object({ first: z.string(), second: z.string() })),
});
export type UpdatePreview = z.infer<typeof UpdatePreview>;

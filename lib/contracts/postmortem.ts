import { z } from "zod";
import { ActionItem } from "./action-item.ts";
import { Actor, PersonRef } from "./actor.ts";
import { CitedFigure } from "./document.ts";
import { Reference, Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { POSTMORTEM_STATES } from "./postmortem-terms.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf, textOf } from "./text.ts";

export const PostmortemState = z.enum(POSTMORTEM_STATES);

/** Bytes of an update of the document, as base64. What is beyond this is refused, and the document stays as it is. */
export const MAX_UPDATE_BYTES = 1024 * 1024;
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/** A key of a section: of the template that comes with Muster, or one of an own template. */
export const SectionKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "Give a section such as root-cause.");

export const ClaimCounts = z.object({
  evidenced: z.number().int(),
  computed: z.number().int(),
  opinion: z.number().int(),
  unsupported: z.number().int(),
});

export const Reviewer = z.object({
  person: PersonRef,
  state: z.enum(["asked", "approved", "changes"]),
  note: z.string(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
});
export type Reviewer = z.infer<typeof Reviewer>;

/** A figure that reads otherwise now than when the document was written. */
const Difference = z.object({ title: z.string(), from: z.string(), to: z.string() });

export const PostmortemHead = z.object({
  id: Uuid,
  reference: z.string(),
  title: z.string(),
  state: PostmortemState,
  version: z.number().int(),
  /** The newest update of the document. */
  seq: z.number().int(),
  createdAt: Instant,
  createdBy: Actor,
  authors: z.array(z.string()),
  dueAt: Instant.nullable(),
  publishedAt: Instant.nullable(),
  reviewers: z.array(Reviewer),
  /** How many have to approve, by the severity. */
  requiredApprovals: z.number().int(),
  isShared: z.boolean(),
});
export type PostmortemHead = z.infer<typeof PostmortemHead>;

export const EvidenceNote = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  source: z.string(),
  excerpt: z.string(),
  points: z.object({ from: z.string(), stepMs: z.number(), values: z.array(z.number().nullable()), changeAt: z.string().optional() }).nullable(),
});
export type EvidenceNote = z.infer<typeof EvidenceNote>;

/** What a document's cites and numbers mean: figures by name, timeline entries by seq, evidence by id. */
export const PostmortemGround = z.object({
  figures: z.record(z.string(), CitedFigure),
  entries: z.record(z.string(), z.object({ at: Instant, words: z.string() })),
  evidence: z.array(EvidenceNote),
  items: z.array(ActionItem),
  differences: z.array(Difference),
});
export type PostmortemGround = z.infer<typeof PostmortemGround>;

export const ReadPostmortem = z.object({ reference: Reference });
/** `state`: everything so far as one update of the document (base64). */
export type PostmortemView = PostmortemHead & { update: string; ground: PostmortemGround };

export const DraftPostmortem = z.object({ reference: Reference });
export const PostmortemFromNotes = z.object({
  notes: textOf(200_000, "The notes"),
  title: optionalLineOf(200, "The title").default(""),
  /** In which zone times without one are; a name such as Europe/Berlin. */
  timeZone: optionalLineOf(60, "The time zone").default("UTC"),
  /** The day of times without one; by default today. */
  day: z.iso.date().nullish(),
  /** An incident that the notes belong to; by default a new, retrospective one is declared. */
  reference: Reference.nullish(),
});

export const AppendUpdate = z.object({
  reference: Reference,
  update: z
    .string()
    .min(1)
    .max(Math.ceil((MAX_UPDATE_BYTES * 4) / 3) + 4),
});
export const ReadUpdates = z.object({ reference: Reference, after: z.number().int().min(0) });
export const TellCursor = z.object({ reference: Reference, awareness: z.string().min(1).max(4_000) });

/** `words`: the sentence that somebody was mentioned in. */
export const MentionInPostmortem = z.object({ reference: Reference, person: Uuid, words: optionalLineOf(300, "The words").default("") });
/** A picture that was uploaded to the incident and is shown in its postmortem from now on. */
export const KeepPicture = z.object({ reference: Reference, id: Uuid });

export const ProposeSection = z.object({ reference: Reference, section: SectionKey });
/** `accept`: which changes, by id; all when absent. `seq`: the update of the document that the changes were read from. */
export const ApplySection = z.object({
  reference: Reference,
  section: SectionKey,
  accept: z.array(z.string().max(80)).max(2_000).optional(),
  markdown: z.string().max(100_000).optional(),
});
export const SectionChange = z.object({
  kind: z.enum(["keep", "add", "remove"]),
  id: z.string(),
  text: z.string(),
  isHuman: z.boolean(),
});
export type SectionChange = z.infer<typeof SectionChange>;
export const SectionProposal = z.object({ section: z.string(), title: z.string(), changes: z.array(SectionChange) });
export type SectionProposal = z.infer<typeof SectionProposal>;

export const ListPostmortems = z.object({
  state: PostmortemState.optional(),
  q: optionalLineOf(200, "The search").default(""),
  ...page,
});
export const PostmortemRow = z.object({
  reference: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
  state: PostmortemState,
  declaredAt: Instant,
  createdAt: Instant,
  dueAt: Instant.nullable(),
  isOverdue: z.boolean(),
  claims: ClaimCounts,
  reviewers: z.array(Reviewer.pick({ person: true, state: true })),
  openItems: z.number().int(),
  items: z.number().int(),
});
export type PostmortemRow = z.infer<typeof PostmortemRow>;

/** Words that blame somebody: in which section and text, by which rule, and what to write instead. */
export const WordingFinding = z.object({
  section: z.string().nullable(),
  text: z.string(),
  words: z.string(),
  rule: z.string(),
  why: z.string(),
  proposal: z.string(),
  instead: z.string().nullable(),
});
export type WordingFinding = z.infer<typeof WordingFinding>;

const note = optionalTextOf(2_000, "The note").default("");
export const SubmitPostmortem = z.object({
  reference: Reference,
  reviewers: z.array(Uuid).min(1, "Choose at least one reviewer.").max(20),
  dueAt: Instant.nullish(),
  note,
});
export const AnswerReview = z.object({ reference: Reference, answer: z.enum(["approved", "changes"]), note });
export const PublishPostmortem = z.object({ reference: Reference });
export const ReopenPostmortem = z.object({ reference: Reference, reason: lineOf(1_000, "The reason") });
export const ChangePostmortem = z.object({ reference: Reference, title: lineOf(200, "The title").optional(), dueAt: Instant.nullish() });

/** Where in the text a comment stands, as the editor keeps it (base64), and the words that it is about. */
const Anchor = z.object({ from: z.string().max(400), to: z.string().max(400) });
export const COMMENT_STATES = ["open", "resolved", "accepted", "rejected"] as const;
export const Comment = z.object({
  id: Uuid,
  parent: Uuid.nullable(),
  anchor: Anchor.nullable(),
  quote: z.string(),
  text: z.string(),
  /** What the words should be instead; null: a comment. */
  replacement: z.string().nullable(),
  state: z.enum(COMMENT_STATES),
  by: PersonRef,
  at: Instant,
  closedBy: z.string().nullable(),
});
export type Comment = z.infer<typeof Comment>;
export const AddComment = z.object({
  reference: Reference,
  parent: Uuid.nullish(),
  anchor: Anchor.nullish(),
  quote: optionalTextOf(2_000, "The quotation").default(""),
  text: optionalTextOf(4_000, "The comment").default(""),
  replacement: optionalTextOf(4_000, "The suggestion").nullish(),
});
export const CloseComment = z.object({ reference: Reference, id: Uuid, state: z.enum(COMMENT_STATES) });

export const PostmortemVersion = z.object({ seq: z.number().int(), at: Instant, by: z.string(), what: z.string(), updates: z.number().int() });
export type PostmortemVersion = z.infer<typeof PostmortemVersion>;
export const ReadVersion = z.object({ reference: Reference, seq: z.number().int().min(0) });

export const EXPORT_FORMATS = ["md", "html", "json"] as const;
export const ExportPostmortem = z.object({ reference: Reference, format: z.enum(EXPORT_FORMATS).default("md") });
export const ImportPostmortem = z.object({ reference: Reference, markdown: z.string().min(1, "There is nothing to take in.").max(2_000_000) });
export const SharePostmortem = z.object({ reference: Reference, isShared: z.boolean() });

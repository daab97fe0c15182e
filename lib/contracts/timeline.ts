import { z } from "zod";
import { Actor, PersonRef } from "./actor.ts";
import { RUN_ENDS } from "./agent.ts";
import { AlertRef } from "./alert.ts";
import { ChangeRef } from "./change.ts";
import { DEADLINE_KINDS } from "./deadline-terms.ts";
import { IncidentDocument } from "./document.ts";
import { AcknowledgementFact, ArmedEscalation, EscalationFact, PageFact } from "./escalation/facts.ts";
import { Hypothesis, HypothesisAction } from "./hypothesis.ts";
import { Uuid } from "./ids.ts";
import {
  ImpactFigures,
  ImpactInterval,
  IncidentKind,
  Link,
  Phase,
  Relation,
  ServiceRef,
  Severity,
  Task,
  TimestampName,
  TimestampValue,
  Visibility,
} from "./incident.ts";
import { LessonFact } from "./lesson.ts";
import { ActionItemFact, PostmortemFact } from "./postmortem-facts.ts";
import { Assignment, HandoverBrief } from "./role.ts";
import { ApprovalFact, RunbookFact, RunbookStepFact } from "./runbook-facts.ts";
import { PublicationFact, PublishedUpdate, QuestionFact } from "./status/publication.ts";
import { Instant } from "./text.ts";
import { TAGS } from "./timeline-terms.ts";

export const Tag = z.enum(TAGS);
export type Tag = z.infer<typeof Tag>;

export const AttachmentRef = z.object({
  id: Uuid,
  name: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type AttachmentRef = z.infer<typeof AttachmentRef>;

/** Due time of the next update after this fact, or null when none is owed. */
const due = { nextUpdateDueAt: Instant.nullable() };

/**
 * Every fact that can stand on a timeline. State is a fold of these (fold.ts), so each carries all that it changes,
 * computed when it was recorded. A new kind needs an arm here and one in lib/describe-event.ts.
 */
export const Fact = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("declared"),
    reference: z.string(),
    title: z.string(),
    summary: z.string(),
    severity: Severity.nullable(),
    phase: Phase,
    incidentKind: IncidentKind,
    visibility: Visibility,
    members: z.array(PersonRef),
    services: z.array(ServiceRef),
    figures: ImpactFigures,
    fields: z.record(z.string(), z.string()),
    timestamps: z.partialRecord(TimestampName, TimestampValue),
    /** What pages people from now on; absent where nobody is paged by itself. */
    escalation: ArmedEscalation.nullish(),
    ...due,
  }),
  z.object({ kind: z.literal("edited"), field: z.enum(["title", "summary"]), from: z.string(), to: z.string() }),
  z.object({ kind: z.literal("field"), key: z.string(), label: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  z.object({
    kind: z.literal("status"),
    from: Phase,
    to: Phase,
    reason: z.string().nullable(),
    isReopen: z.boolean(),
    /** Automatic timestamps that this change sets (null clears one, on reopening). */
    timestamps: z.partialRecord(TimestampName, TimestampValue.nullable()),
    ...due,
  }),
  z.object({
    kind: z.literal("severity"),
    from: Severity.nullable(),
    to: Severity,
    reason: z.string().nullable(),
    rule: z.string().nullable(),
    ...due,
  }),
  z.object({ kind: z.literal("services"), added: z.array(ServiceRef), removed: z.array(ServiceRef) }),
  z.object({ kind: z.literal("impact"), figures: ImpactFigures }),
  z.object({
    kind: z.literal("interval"),
    action: z.enum(["opened", "changed", "ended", "removed"]),
    interval: ImpactInterval,
    reason: z.string().nullable(),
  }),
  z.object({ kind: z.literal("timestamp"), name: TimestampName, from: Instant.nullable(), to: TimestampValue.nullable(), reason: z.string() }),
  z.object({ kind: z.literal("role"), assignment: Assignment, replaces: Assignment.nullable(), reason: z.string().nullable() }),
  z.object({
    kind: z.literal("handover"),
    state: z.enum(["offered", "accepted", "declined", "withdrawn"]),
    id: Uuid,
    from: PersonRef,
    to: PersonRef,
    brief: HandoverBrief.nullable(),
    /** What the receiver understood, in their own words; on acceptance. */
    readBack: z.string().nullable(),
    /** The new commander's assignment; on acceptance. */
    assignment: Assignment.nullable(),
  }),
  z.object({ kind: z.literal("task"), action: z.enum(["added", "changed", "removed"]), task: Task, before: Task.nullable() }),
  z.object({ kind: z.literal("note"), text: z.string(), mentions: z.array(PersonRef), attachments: z.array(AttachmentRef) }),
  z.object({ kind: z.literal("amended"), entry: z.number().int(), text: z.string(), mentions: z.array(PersonRef) }),
  z.object({ kind: z.literal("retracted"), entry: z.number().int(), isRetracted: z.boolean() }),
  z.object({
    kind: z.literal("marked"),
    entry: z.number().int(),
    isPinned: z.boolean().optional(),
    isStarred: z.boolean().optional(),
    tags: z.array(Tag).optional(),
  }),
  z.object({ kind: z.literal("link"), action: z.enum(["added", "changed", "removed"]), link: Link }),
  z.object({ kind: z.literal("watcher"), person: PersonRef, isWatching: z.boolean() }),
  z.object({
    kind: z.literal("access"),
    visibility: Visibility,
    members: z.array(PersonRef),
    added: z.array(PersonRef),
    removed: z.array(PersonRef),
  }),
  z.object({ kind: z.literal("relation"), action: z.enum(["added", "removed"]), relation: Relation }),
  z.object({
    kind: z.literal("merged"),
    into: z.object({ id: Uuid, reference: z.string(), title: z.string() }),
    from: Phase,
  }),
  z.object({
    kind: z.literal("absorbed"),
    source: z.object({ id: Uuid, reference: z.string(), title: z.string() }),
    /** What moved here, so that an undo can take exactly that back. */
    moved: z.object({
      services: z.array(ServiceRef),
      watchers: z.array(PersonRef),
      tasks: z.array(Task),
      links: z.array(Link),
    }),
  }),
  z.object({ kind: z.literal("unmerged"), from: z.object({ id: Uuid, reference: z.string() }), phase: Phase, ...due }),
  z.object({
    kind: z.literal("released"),
    source: z.object({ id: Uuid, reference: z.string() }),
    moved: z.object({ services: z.array(ServiceRef), watchers: z.array(PersonRef), tasks: z.array(Task), links: z.array(Link) }),
  }),
  /** `text` is for those who work on it; `published`: what it said on status pages, where it did. */
  z.object({ kind: z.literal("update"), text: z.string(), published: PublishedUpdate.nullish(), ...due }),
  z.object({
    kind: z.literal("deadline"),
    deadline: z.enum(DEADLINE_KINDS),
    subject: z.string(),
    event: z.enum(["expired", "reminded"]),
    /** A clause: what has not happened by then. */
    missed: z.string(),
    dueAt: Instant,
    tells: z.array(PersonRef),
  }),
  z.object({ kind: z.literal("document"), document: IncidentDocument }),
  /** A run of an agent about this incident has ended. `summary` says in numbers what it did, never in its own words. */
  z.object({ kind: z.literal("agent"), run: Uuid, agent: z.string(), state: z.enum(RUN_ENDS), summary: z.string() }),
  /** Something that an investigation saw in the evidence; it occurred when the evidence says so. */
  z.object({ kind: z.literal("finding"), investigation: Uuid, text: z.string(), evidence: z.array(z.string()) }),
  z.object({ kind: z.literal("hypothesis"), action: HypothesisAction, hypothesis: Hypothesis, reason: z.string().nullable() }),
  /** An investigation has come to its report. `confidence`: 0 to 1; without enough evidence no cause is claimed. */
  z.object({
    kind: z.literal("investigation"),
    investigation: Uuid,
    run: Uuid.nullable(),
    cause: z.string(),
    confidence: z.number(),
    isSufficient: z.boolean(),
    captures: z.number().int(),
  }),
  PageFact,
  AcknowledgementFact,
  EscalationFact,
  /** A system's alert that has to do with this incident. `more`: how many alerts besides it a storm brought. */
  z.object({
    kind: z.literal("alert"),
    action: z.enum(["fired", "attached", "refired", "resolved", "storm", "detached"]),
    alert: AlertRef,
    more: z.number().int(),
    note: z.string().nullable(),
  }),
  /** Something was changed on a service of this incident. */
  z.object({ kind: z.literal("change"), change: ChangeRef }),
  RunbookFact,
  RunbookStepFact,
  ApprovalFact,
  PostmortemFact,
  ActionItemFact,
  LessonFact,
  PublicationFact,
  QuestionFact,
]);
export type Fact = z.infer<typeof Fact>;
export type FactKind = Fact["kind"];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

export const FACT_KINDS = Fact.options.map((option) => option.shape.kind.value) as FactKind[];

/**
 * How an entry reads now, as later facts left it. `text` replaces the note's; `editedAt` and `editedBy` say so.
 */
export const Annotation = z.object({
  text: z.string().nullable(),
  editedAt: Instant.nullable(),
  editedBy: z.string().nullable(),
  isRetracted: z.boolean(),
  isPinned: z.boolean(),
  isStarred: z.boolean(),
  tags: z.array(Tag),
});
export type Annotation = z.infer<typeof Annotation>;

/**
 * One row of the log. `occurredAt`: when it happened. `recordedAt`: when Muster stored it. `visibleAt`: when it was first visible in
 * telemetry; `seenAt`: when somebody here first saw it; both null where they do not differ.
 */
export const TimelineEntry = z.object({
  seq: z.number().int(),
  occurredAt: Instant,
  recordedAt: Instant,
  visibleAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  actor: Actor,
  fact: Fact,
  annotation: Annotation.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

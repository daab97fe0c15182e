import { z } from "zod";
import { Reference, Uuid } from "./ids.ts";
import {
  ImpactFigures,
  ImpactLevel,
  IncidentKind,
  LinkKind,
  OptionalReason,
  Phase,
  Reason,
  RelationKind,
  Severity,
  Summary,
  TaskState,
  TimestampName,
  Title,
  Visibility,
} from "./incident.ts";
import { AssignmentState, HandoverBrief, RoleKey } from "./role.ts";
import { Instant, lineOf, normaliseText, optionalLineOf, textOf, WebAddress } from "./text.ts";
import { Tag } from "./timeline.ts";

const reference = { reference: Reference };
const region = lineOf(80, "A region");

export const FiguresChange = ImpactFigures.partial();

export const DeclareIncident = z.object({
  title: Title,
  severity: Severity.nullish(),
  summary: Summary.default(""),
  services: z.array(Uuid).max(50).default([]),
  figures: FiguresChange.default({}),
  kind: IncidentKind.default("real"),
  visibility: Visibility.default("normal"),
  members: z.array(Uuid).max(200).default([]),
  phase: Phase.optional(),
  startedAt: Instant.nullish(),
  detectedAt: Instant.nullish(),
  resolvedAt: Instant.nullish(),
  fields: z.record(z.string().max(40), optionalLineOf(2_000, "The value")).default({}),
  /** False: nobody is paged by itself. */
  pages: z.boolean().default(true),
  /** Which escalation policy pages; none: that of the services, else the default. */
  policy: Uuid.nullish(),
});
export type DeclareIncident = z.input<typeof DeclareIncident>;

/** `expected` is the value that the editor saw; when it has changed since, the answer is a conflict with both. */
export const EditIncident = z.object({
  ...reference,
  title: z.object({ to: Title, expected: z.string().optional() }).optional(),
  summary: z.object({ to: Summary, expected: z.string().optional() }).optional(),
});

export const SetField = z.object({
  ...reference,
  key: z.string().max(40),
  to: optionalLineOf(2_000, "The value").nullable(),
  expected: z.string().nullish(),
});

export const ChangeStatus = z.object({
  ...reference,
  to: Phase,
  expected: Phase.optional(),
  reason: OptionalReason.optional(),
  summary: Summary.optional(),
  impactEndedAt: Instant.nullish(),
  hasNoImpact: z.boolean().optional(),
});

export const ChangeSeverity = z.object({
  ...reference,
  to: Severity,
  expected: Severity.nullish(),
  reason: OptionalReason.optional(),
  rule: optionalLineOf(300, "The rule").optional(),
});

export const SetFigures = z.object({ ...reference, figures: FiguresChange, expected: FiguresChange.optional() });

export const ChangeServices = z.object({ ...reference, add: z.array(Uuid).max(50).default([]), remove: z.array(Uuid).max(50).default([]) });

export const OpenInterval = z.object({
  ...reference,
  service: Uuid.nullish(),
  level: ImpactLevel,
  share: z.number().min(0).max(1).nullish(),
  regions: z.array(region).max(50).default([]),
  startedAt: Instant.nullish(),
  endedAt: Instant.nullish(),
});

export const ChangeInterval = z.object({
  ...reference,
  id: Uuid,
  level: ImpactLevel.optional(),
  share: z.number().min(0).max(1).nullish(),
  regions: z.array(region).max(50).optional(),
  startedAt: Instant.optional(),
  endedAt: Instant.nullish(),
  isRemoved: z.boolean().optional(),
  reason: OptionalReason.optional(),
});

export const SetTimestamp = z.object({ ...reference, name: TimestampName, to: Instant.nullable(), reason: Reason, expected: Instant.nullish() });

const time = Instant.nullish();
const times = {
  startedAt: time,
  detectedAt: time,
  declaredAt: time,
  acknowledgedAt: time,
  identifiedAt: time,
  mitigatedAt: time,
  resolvedAt: time,
  closedAt: time,
} satisfies Record<TimestampName, z.ZodType>;

const newLink = z.object({ kind: LinkKind.default("other"), label: optionalLineOf(120, "The label").default(""), url: WebAddress });

/** Several changes to an incident at once: all of them are stored, or none. `services` are all that it affects; `links` are added. */
export const PatchIncident = z.object({
  ...reference,
  title: Title.optional(),
  summary: Summary.optional(),
  impact: FiguresChange.optional(),
  services: z.array(Uuid).max(50).optional(),
  links: z.array(newLink).max(20).optional(),
  ...times,
  /** Why times are set by hand. */
  reason: Reason.default("Set by a script"),
});

export const AssignRole = z.object({
  ...reference,
  role: RoleKey,
  user: Uuid,
  state: AssignmentState.exclude(["released"]).optional(),
  reason: OptionalReason.optional(),
});
export const ChangeAssignment = z.object({ ...reference, id: Uuid, state: AssignmentState, reason: OptionalReason.optional() });
export const TakeCommand = z.object({ ...reference, reason: Reason });

export const OfferHandover = z.object({ ...reference, to: Uuid, brief: HandoverBrief });
export const AcceptHandover = z.object({ ...reference, id: Uuid, readBack: textOf(4_000, "The read-back") });
export const EndHandover = z.object({ ...reference, id: Uuid });

export const AddTask = z.object({ ...reference, title: lineOf(300, "The task"), assignee: Uuid.nullish() });
export const ChangeTask = z.object({
  ...reference,
  id: Uuid,
  title: lineOf(300, "The task").optional(),
  expectedTitle: z.string().optional(),
  state: TaskState.optional(),
  assignee: Uuid.nullish(),
  /** Place the task before this one; null: at the end. */
  before: Uuid.nullish(),
  isRemoved: z.boolean().optional(),
});

const clocks = { occurredAt: Instant.nullish(), visibleAt: Instant.nullish(), seenAt: Instant.nullish() };

/** `id` is chosen by the sender, so that a repeated send adds the note once. */
export const AddNote = z.object({
  ...reference,
  id: Uuid.optional(),
  text: textOf(50_000, "The note"),
  attachments: z.array(Uuid).max(20).default([]),
  ...clocks,
});
export const AmendNote = z.object({
  ...reference,
  entry: z.number().int().positive(),
  text: textOf(50_000, "The note"),
  expected: z.string().optional(),
});
export const RetractNote = z.object({ ...reference, entry: z.number().int().positive(), isRetracted: z.boolean().default(true) });
export const MarkEntry = z.object({
  ...reference,
  entry: z.number().int().positive(),
  isPinned: z.boolean().optional(),
  isStarred: z.boolean().optional(),
  tags: z.array(Tag).max(6).optional(),
});

export const AddLink = z.object({
  ...reference,
  kind: LinkKind.default("other"),
  label: optionalLineOf(120, "The label").default(""),
  url: WebAddress,
});
export const RemoveLink = z.object({ ...reference, id: Uuid });
export const WatchIncident = z.object({ ...reference, isWatching: z.boolean() });
export const ChangeAccess = z.object({
  ...reference,
  visibility: Visibility.optional(),
  add: z.array(Uuid).max(200).default([]),
  remove: z.array(Uuid).max(200).default([]),
});
export const RelateIncident = z.object({ ...reference, to: Reference, kind: RelationKind.default("related"), isRemoved: z.boolean().default(false) });
export const MergeIncident = z.object({ ...reference, into: Reference });
export const UnmergeIncident = z.object({ ...reference });
export const PostUpdate = z.object({ ...reference, text: textOf(5_000, "The update"), phase: Phase.optional() });

/** What is typed so far of an incident that may be declared. */
export const FindSimilar = z.object({ title: z.string().max(2_000).transform(normaliseText), services: z.array(Uuid).max(50).default([]) });
export const ReadNoteHistory = z.object({ ...reference, entry: z.number().int().positive() });
export const DraftBrief = z.object({ ...reference });

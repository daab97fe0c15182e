import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { DocumentNote } from "./document.ts";
import { Escalation } from "./escalation/state.ts";
import { Hypothesis } from "./hypothesis.ts";
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
import { Assignment, Handover } from "./role.ts";
import { Told } from "./status/publication.ts";
import { Instant } from "./text.ts";

/** A stretch of time in one phase or severity; `endedAt` null while it lasts. */
export const Span = z.object({ value: z.string(), startedAt: Instant, endedAt: Instant.nullable() });
export type Span = z.infer<typeof Span>;

/**
 * Everything a room shows apart from the entries themselves: a fold of the incident's log (fold.ts).
 * The same shape is stored with the incident, sent to the browser, and computed by replay.
 */
export const RoomState = z.object({
  reference: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: IncidentKind,
  visibility: Visibility,
  members: z.array(PersonRef),
  phase: Phase,
  severity: Severity.nullable(),
  fields: z.record(z.string(), z.string()),
  timestamps: z.partialRecord(TimestampName, TimestampValue),
  services: z.array(ServiceRef),
  figures: ImpactFigures,
  intervals: z.array(ImpactInterval),
  assignments: z.array(Assignment),
  handover: Handover.nullable(),
  tasks: z.array(Task),
  links: z.array(Link),
  watchers: z.array(PersonRef),
  relations: z.array(Relation),
  mergedInto: z.object({ id: z.string(), reference: z.string(), title: z.string() }).nullable(),
  absorbed: z.array(z.object({ id: z.string(), reference: z.string(), title: z.string() })),
  nextUpdateDueAt: Instant.nullable(),
  lastUpdate: z.object({ text: z.string(), at: Instant, by: z.string() }).nullable(),
  phases: z.array(Span),
  severities: z.array(Span),
  /** The newest document of each kind. */
  documents: z.array(DocumentNote),
  /** Explanations that agents and people proposed, in the order of their proposal. */
  hypotheses: z.array(Hypothesis),
  /** Who is paged and who knows; null where nobody was ever paged. */
  escalation: Escalation.nullable(),
  /** What the public and stakeholders were told, and what waits to be told. */
  told: Told,
});
export type RoomState = z.infer<typeof RoomState>;

import { z } from "zod";
import { PersonRef } from "./actor.ts";
import { Uuid } from "./ids.ts";
import { IMPACT_LEVELS, INCIDENT_KINDS, PHASES, SEVERITIES, TIMESTAMP_NAMES } from "./incident-terms.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf } from "./text.ts";

export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

export const IncidentKind = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof IncidentKind>;

export const Visibility = z.enum(["normal", "private"]);
export type Visibility = z.infer<typeof Visibility>;

export const TimestampName = z.enum(TIMESTAMP_NAMES);
export type TimestampName = z.infer<typeof TimestampName>;

export const TimestampValue = z.object({ at: Instant, source: z.enum(["automatic", "manual"]), by: z.string() });
export type TimestampValue = z.infer<typeof TimestampValue>;

export const ImpactLevel = z.enum(IMPACT_LEVELS);
export type ImpactLevel = z.infer<typeof ImpactLevel>;

export const ServiceRef = z.object({ id: z.string(), name: z.string() });
export type ServiceRef = z.infer<typeof ServiceRef>;

/** One stretch of impact on one component. `share` is the affected fraction of its use, 0 to 1. `endedAt` null while it lasts. */
export const ImpactInterval = z.object({
  id: Uuid,
  service: ServiceRef.nullable(),
  level: ImpactLevel,
  share: z.number().min(0).max(1).nullable(),
  regions: z.array(lineOf(80, "A region")).max(50),
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type ImpactInterval = z.infer<typeof ImpactInterval>;

/** What is known of the impact as a whole; each value null until somebody says it. Percentages 0 to 100; money in the organisation's currency per hour. */
export const ImpactFigures = z.object({
  text: optionalTextOf(2_000, "The impact description").nullable(),
  usersPercent: z.number().min(0).max(100).nullable(),
  customers: z.number().int().min(0).max(10_000_000_000).nullable(),
  revenuePerHour: z.number().min(0).max(1_000_000_000_000).nullable(),
  regions: z.array(lineOf(80, "A region")).max(50),
  dataLoss: z.boolean().nullable(),
  security: z.boolean().nullable(),
  none: z.boolean(),
});
export type ImpactFigures = z.infer<typeof ImpactFigures>;

export const NO_FIGURES: ImpactFigures = {
  text: null,
  usersPercent: null,
  customers: null,
  revenuePerHour: null,
  regions: [],
  dataLoss: null,
  security: null,
  none: false,
};

export const Title = lineOf(200, "The title");
export const Summary = optionalTextOf(10_000, "The summary");
export const Reason = lineOf(1_000, "The reason");
export const OptionalReason = optionalLineOf(1_000, "The reason");

export const TaskState = z.enum(["open", "doing", "done", "dropped"]);
export type TaskState = z.infer<typeof TaskState>;
export const Task = z.object({
  id: Uuid,
  title: lineOf(300, "The task"),
  state: TaskState,
  assignee: PersonRef.nullable(),
  position: z.number(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
});
export type Task = z.infer<typeof Task>;

export const LINK_KINDS = ["chat", "bridge", "dashboard", "ticket", "other"] as const;
export const LinkKind = z.enum(LINK_KINDS);
export const Link = z.object({ id: Uuid, kind: LinkKind, label: lineOf(120, "The label"), url: z.string() });
export type Link = z.infer<typeof Link>;

export const RelationKind = z.enum(["related", "duplicate", "caused-by", "causes"]);
export type RelationKind = z.infer<typeof RelationKind>;
export const Relation = z.object({ reference: z.string(), title: z.string(), kind: RelationKind });
export type Relation = z.infer<typeof Relation>;

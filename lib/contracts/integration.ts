import { z } from "zod";
import { AlertLevelName } from "./alert.ts";
import { ALERT_STATUSES, EVENT_STATES } from "./alert-terms.ts";
import { Uuid } from "./ids.ts";
import { INTEGRATION_KIND_NAMES } from "./integration-kinds.ts";
import { page } from "./page.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

const path = (title: string, fallback: string) => optionalLineOf(200, title).default(fallback).meta({ title });

/**
 * Where a generic message keeps what an alert has: paths such as `alert.name`, `items[0].id`, `labels["a.b"]`. `list`: a path to a list of
 * alerts inside the message. `resolvedWords`: values of `status` that say that it is over.
 */
export const Mapping = z.object({
  list: path("List of alerts", ""),
  title: path("Title", "title"),
  status: path("Status", "status"),
  resolvedWords: optionalLineOf(300, "The words").default("resolved, ok, closed, recovered, up").meta({ title: "Over when the status is" }),
  level: path("Severity", "severity"),
  key: path("Key", "key"),
  service: path("Service", "service"),
  description: path("Description", "description"),
  labels: path("Labels", "labels"),
  link: path("Link", "link"),
  startsAt: path("Began at", "startsAt"),
});
export type Mapping = z.output<typeof Mapping>;

/** `serviceLabel`: which label names the service of the catalogue. `mapping` counts for the kind "generic" alone. */
export const IntegrationSettings = z.object({
  serviceLabel: optionalLineOf(100, "The label").default("service"),
  mapping: Mapping.prefault({}),
});
export type IntegrationSettings = z.output<typeof IntegrationSettings>;

const Secret = z
  .string()
  .trim()
  .min(16, "A secret has at least 16 characters.")
  .max(500, "A secret has at most 500 characters.")
  .regex(/^[\x21-\x7e]+$/, "It holds a space or a character that no header can carry. Copy it again.");

/** `secret`: where the other system makes it; else one is made. */
export const CreateIntegration = z.object({
  kind: z.enum(INTEGRATION_KIND_NAMES),
  name: lineOf(80, "The name"),
  settings: IntegrationSettings.prefault({}),
  secret: Secret.optional(),
});
export const ChangeIntegration = z.object({
  id: Uuid,
  version: z.number().int().min(1),
  name: lineOf(80, "The name").optional(),
  settings: IntegrationSettings.optional(),
  isEnabled: z.boolean().optional(),
});
export const IntegrationId = z.object({ id: Uuid });
export const RotateSecret = z.object({ id: Uuid, secret: Secret.optional() });
export const TryMapping = z.object({ mapping: Mapping, serviceLabel: z.string().max(100).default("service"), body: z.string().max(200_000) });
export const ListEvents = z.object({ id: Uuid, state: z.enum(EVENT_STATES).optional(), ...page });
export const EventId = z.object({ id: Uuid });

export const ParsedAlert = z.object({
  key: z.string(),
  status: z.enum(ALERT_STATUSES),
  level: AlertLevelName,
  title: z.string(),
  description: z.string(),
  labels: z.record(z.string(), z.string()),
  link: z.string().nullable(),
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
});
/** An alert as a source's adapter reads it. `startsAt` null: the sender does not say. */
export type ParsedAlert = z.infer<typeof ParsedAlert>;

/** `perHour`: of the last 24 hours, the present one last. `state`: quiet has sent nothing yet. */
export const IntegrationSummary = z.object({
  id: z.string(),
  kind: z.enum(INTEGRATION_KIND_NAMES),
  name: z.string(),
  isEnabled: z.boolean(),
  settings: IntegrationSettings,
  state: z.enum(["quiet", "good", "failing", "refusing", "disabled"]),
  url: z.string(),
  lastEventAt: Instant.nullable(),
  perHour: z.array(z.number().int()),
  received: z.number().int(),
  repeated: z.number().int(),
  refused: z.number().int(),
  failed: z.number().int(),
  lastReason: z.string().nullable(),
  previousUntil: Instant.nullable(),
  version: z.number().int(),
  createdAt: Instant,
  createdBy: z.string(),
});
export type IntegrationSummary = z.infer<typeof IntegrationSummary>;

export const EventSummary = z.object({
  id: z.string(),
  state: z.enum(EVENT_STATES),
  subject: z.string(),
  bytes: z.number().int(),
  repeats: z.number().int(),
  receivedAt: Instant,
  lastAt: Instant,
  result: z.string().nullable(),
});
export type EventSummary = z.infer<typeof EventSummary>;

/** `body`: its first 200,000 characters; bytes that are no text are replaced. */
export const EventDetail = EventSummary.extend({ contentType: z.string(), body: z.string(), isCut: z.boolean() });
export type EventDetail = z.infer<typeof EventDetail>;

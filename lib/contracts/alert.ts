import { z } from "zod";
import { ALERT_LEVELS, ALERT_OUTCOMES, ALERT_STATUSES, SIGNAL_KINDS } from "./alert-terms.ts";
import { Reference, Uuid } from "./ids.ts";
import { Severity } from "./incident.ts";
import { page } from "./page.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf, WebAddress } from "./text.ts";

export const AlertLevelName = z.enum(ALERT_LEVELS);
const Labels = z.record(z.string().min(1).max(100), optionalLineOf(1_000, "A label")).refine((labels) => Object.keys(labels).length <= 100, {
  message: "An alert has at most 100 labels.",
});

/**
 * An alert as a script sends it. `key` groups: all with one key are one alert while it fires; the title stands in for it. `id` names this
 * very message, so that a repeat of it changes nothing.
 */
export const ReceiveAlert = z.object({
  title: lineOf(300, "The title"),
  status: z.enum(ALERT_STATUSES).default("firing"),
  severity: z.string().max(40).default("warning").meta({ description: "critical, error, warning or info; also P1, SEV2 and the like" }),
  key: lineOf(300, "The key").optional(),
  service: optionalLineOf(200, "The service").optional(),
  description: optionalTextOf(4_000, "The description").default(""),
  labels: Labels.default({}),
  link: WebAddress.nullish(),
  startsAt: Instant.optional(),
  id: lineOf(200, "The id").optional(),
});

/** What a signal of a script is answered with, also when it is repeated. */
export const SignalTaken = z.object({ id: z.string() });
export type SignalTaken = z.infer<typeof SignalTaken>;

/** An alert as facts name it. Of its labels only some. */
export const AlertRef = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  level: AlertLevelName,
  link: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
});
export type AlertRef = z.infer<typeof AlertRef>;

export const AlertFilter = z.object({
  state: z.enum(["firing", "resolved", "all"]).default("firing"),
  level: z.array(AlertLevelName).max(4).default([]),
  outcome: z.array(z.enum(ALERT_OUTCOMES)).max(10).default([]),
  service: Uuid.nullish(),
  integration: Uuid.nullish(),
  q: z.string().max(200).trim().default(""),
});
export type AlertFilter = z.infer<typeof AlertFilter>;
export const ListAlerts = AlertFilter.extend(page);
export const AlertId = z.object({ id: Uuid });
export const AttachAlert = z.object({ id: Uuid, reference: Reference });
export const DeclareFromAlert = z.object({ id: Uuid, title: lineOf(200, "The title").optional(), severity: Severity.nullish() });
export const IncidentSignals = z.object({ reference: Reference });

/** `incident` is null when there is none, or none that the reader may see. `service`: with an id where the catalogue knows it. */
export const AlertSummary = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(ALERT_STATUSES),
  level: AlertLevelName,
  source: z.string(),
  integration: z.object({ id: z.string(), name: z.string() }),
  service: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  labels: z.record(z.string(), z.string()),
  link: z.string().nullable(),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  lastAt: Instant,
  occurrences: z.number().int(),
  refires: z.number().int(),
  outcome: z.enum(ALERT_OUTCOMES),
  reason: z.string(),
  incident: z.object({ reference: z.string(), title: z.string() }).nullable(),
});
export type AlertSummary = z.infer<typeof AlertSummary>;

/** `history`: newest first, at most 100. `payload`: of the event that spoke last, as it came. */
export const AlertDetail = AlertSummary.extend({
  dedupKey: z.string(),
  description: z.string(),
  firstAt: Instant,
  history: z.array(z.object({ at: Instant, kind: z.enum(SIGNAL_KINDS), level: AlertLevelName, event: z.string() })),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

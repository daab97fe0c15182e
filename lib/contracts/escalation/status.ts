import { z } from "zod";
import { PersonRef } from "../actor.ts";
import { Severity } from "../incident.ts";
import { Instant } from "../text.ts";
import { ESCALATION_WORDS, PageAnswer } from "./state.ts";

export const PAGE_STATES = ["queued", "sent", "delivered", "seen", "acknowledged", "declined", "failed", "cancelled"] as const;
export const PageState = z.enum(PAGE_STATES);
export type PageState = z.infer<typeof PageState>;

/** One message of a page: by which channel, and what became of it. `error`: why it failed, or why the last attempt did. */
export const DeliveryView = z.object({
  channel: z.string(),
  state: z.enum(["waiting", "sending", "sent", "delivered", "failed", "cancelled"]),
  dueAt: Instant,
  settledAt: Instant.nullable(),
  attempts: z.number().int(),
  error: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

/** A line of the table: whom a step reached. `level` is `L1` …, or `-` for what is on no level. */
export const NotificationRow = z.object({
  page: z.string(),
  level: z.string(),
  role: z.string(),
  person: PersonRef.nullable(),
  name: z.string(),
  notifiedAt: Instant,
  state: PageState,
  answer: PageAnswer.nullable(),
  deliveries: z.array(DeliveryView),
});
export type NotificationRow = z.infer<typeof NotificationRow>;

/** A rung of the ladder. `state` as in times.ts; `why`: what fires it, in words; `people`: whom it would reach now, or why nobody. */
export const RungView = z.object({
  level: z.string(),
  step: z.string(),
  title: z.string(),
  state: z.enum(["fired", "due", "waits", "stopped", "by-hand"]),
  at: Instant.nullable(),
  why: z.string(),
  people: z.array(z.string()),
  problems: z.array(z.string()),
});
export type RungView = z.infer<typeof RungView>;

export const ACTS = ["escalate", "update", "severity", "command"] as const;
export type Act = (typeof ACTS)[number];

export const TimedText = z.object({ at: Instant, text: z.string() });

/** Something that was told. Where it was sent to people outside of the room: by which channel, to whom, and how many messages. */
export const Communication = TimedText.extend({
  channel: z.string().optional(),
  audience: z.string().optional(),
  count: z.number().int().optional(),
});
export type Communication = z.infer<typeof Communication>;

/** Everything that the seed's escalation status shows: a query over what happened, never prose. */
export const EscalationStatus = z.object({
  reference: z.string(),
  title: z.string(),
  now: Instant,
  severity: Severity.nullable(),
  /** What it was before it was raised, and why; null when it never was. */
  raised: z.object({ from: Severity.nullable(), reason: z.string() }).nullable(),
  state: z.enum([...ESCALATION_WORDS, "none"]),
  policy: z.string().nullable(),
  rungs: z.array(RungView),
  notifications: z.array(NotificationRow),
  timeline: z.array(TimedText),
  next: z.object({ at: Instant, title: z.string(), sentence: z.string() }).nullable(),
  communications: z.array(Communication),
  /** `act`: where the console does it. */
  actions: z.array(z.object({ text: z.string(), because: z.string(), act: z.enum(ACTS).optional() })),
});
export type EscalationStatus = z.infer<typeof EscalationStatus>;

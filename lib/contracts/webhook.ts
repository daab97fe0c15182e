import { z } from "zod";
import { Uuid } from "./ids.ts";
import { page } from "./page.ts";
import { lineOf } from "./text.ts";
import { FACT_KINDS, type FactKind } from "./timeline.ts";

/** What a choice among kinds of facts calls each. */
export const KIND_LABELS: Record<FactKind, string> = {
  declared: "Declared",
  status: "Phase changed",
  severity: "Severity changed",
  update: "Update posted",
  note: "Note written",
  amended: "Note amended",
  retracted: "Note retracted",
  marked: "Entry marked",
  edited: "Title or summary edited",
  field: "Field set",
  services: "Services changed",
  impact: "Impact figures changed",
  interval: "Impact interval changed",
  timestamp: "Timestamp set",
  role: "Role assigned",
  handover: "Handover",
  task: "Task changed",
  link: "Link changed",
  watcher: "Watcher changed",
  access: "Access changed",
  relation: "Relation changed",
  merged: "Merged into another",
  absorbed: "Took in another",
  unmerged: "Merge undone",
  released: "Gave another back",
  deadline: "Nobody answered in time",
  document: "Document posted",
  agent: "Agent's run ended",
  finding: "Finding of an investigation",
  hypothesis: "Hypothesis changed",
  investigation: "Investigation reported",
  page: "People paged",
  acknowledgement: "Page answered",
  escalation: "Escalation changed",
  alert: "Alert fired or resolved",
  change: "Change made",
  runbook: "Runbook began or ended",
  runbook_step: "Step of a runbook ended",
  approval: "Approval asked or given",
  postmortem: "Postmortem changed",
  "action-item": "Action item changed",
  lesson: "Action item met again",
  publication: "Public update asked for, corrected or taken back",
  question: "Stakeholder's question",
};

const fields = {
  name: lineOf(80, "The name"),
  url: z.string().max(2_048, "The address has at most 2,048 characters.").trim(),
  /** Empty: every kind, also those that come later. */
  kinds: z.array(z.enum(FACT_KINDS)).max(FACT_KINDS.length),
};

/** `includesPrivate` is decided once: whoever reads the endpoint sees private incidents too. */
export const CreateWebhook = z.object({ ...fields, kinds: fields.kinds.default([]), includesPrivate: z.boolean().default(false) });

/** `version` is the one that the editor saw. What is left out stays. */
export const ChangeWebhook = z.object({
  id: Uuid,
  version: z.number().int().min(1),
  name: fields.name.optional(),
  url: fields.url.optional(),
  kinds: fields.kinds.optional(),
  isEnabled: z.boolean().optional(),
});

export const WebhookId = z.object({ id: Uuid });
export const DELIVERY_STATES = ["waiting", "sending", "delivered", "failed", "dropped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const ListDeliveries = z.object({ id: Uuid, state: z.enum(DELIVERY_STATES).optional(), ...page });
export const DeliveryId = z.object({ id: Uuid });

/** Times RFC 3339. `failingSince`: no delivery has succeeded since, and the last failed. `previousUntil`: the former secret signs too until then. */
export type WebhookSummary = {
  id: string;
  name: string;
  url: string;
  kinds: FactKind[];
  includesPrivate: boolean;
  isEnabled: boolean;
  disabledReason: string | null;
  failingSince: string | null;
  previousUntil: string | null;
  waiting: number;
  lastDelivery: { at: string; state: DeliveryState } | null;
  version: number;
  createdAt: string;
  createdBy: string;
};

/** `isHidden`: about a private incident that the reader is not named on. `nextAt`: when it is tried next. `status`, `error`: of the last attempt. */
export type DeliverySummary = {
  id: string;
  type: string;
  reference: string | null;
  isHidden: boolean;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  error: string | null;
  createdAt: string;
  nextAt: string | null;
};

/** `durationMs` milliseconds; `answer` its first 2 kB. */
export type DeliveryAttempt = { attempt: number; at: string; status: number | null; durationMs: number; answer: string; error: string | null };

/** `body` and answers are null and empty when hidden. */
export type Delivery = DeliverySummary & { messageId: string; body: string | null; log: DeliveryAttempt[] };

import { z } from "zod";
import { Uuid } from "./ids.ts";
import type { Severity } from "./incident.ts";
import { TimeZone } from "./people.ts";
import { lineOf } from "./text.ts";

/** Means of reaching one person besides the inbox. `webhook` is for senders of text messages and the like. */
export const METHOD_KINDS = ["web-push", "slack", "email", "webhook"] as const;
export const MethodKind = z.enum(METHOD_KINDS);
export type MethodKind = z.infer<typeof MethodKind>;

export const URGENCIES = ["high", "low"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What is called `account` is the address that the person signs in with; `inbox` is Muster's own. */
export const ContactRule = z.object({
  method: z.union([z.literal("inbox"), z.literal("account"), Uuid]),
  afterMinutes: z.number().int().min(0).max(1_440),
});
export type ContactRule = z.infer<typeof ContactRule>;

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time as 22:00.");

/** `from` may be later than `to`: then it is over midnight. */
export const QuietHours = z.object({ from: WallTime, to: WallTime, zone: TimeZone });
export type QuietHours = z.infer<typeof QuietHours>;

/** In which order one person is reached. The inbox has every page at once, whatever the plan says. */
export const ContactPlan = z.object({
  high: z.array(ContactRule).max(10, "At most 10 steps."),
  low: z.array(ContactRule).max(10, "At most 10 steps."),
  quiet: QuietHours.nullable(),
});
export type ContactPlan = z.infer<typeof ContactPlan>;

/** A verified means of a person. */
export type Method = { id: string | "account"; kind: MethodKind };

/** One message to send: `position` 0 is the inbox. `waitMs`: how long after the page. `isQuiet`: later because of quiet hours. */
export type PlannedDelivery = { channel: "inbox" | MethodKind; methodId: string | null; position: number; waitMs: number; isQuiet: boolean };

export type DeliveryQuestion = { urgency: Urgency; severity: Severity | null; plan: ContactPlan | null; methods: Method[]; now: string };

/** Pages of SEV1, SEV2 and of what is not judged yet are urgent. */
export function urgencyOf(severity: Severity | null): Urgency {
  return severity === "SEV3" || severity === "SEV4" ? "low" : "high";
}

/**
 * What is sent to a person for one page, by their plan, or by a sensible one. Steps whose means is gone are left out; if that leaves
 * nothing, every means is used at once. Quiet hours never hold back a SEV1, nor the inbox. Pure.
 */
export function planDeliveries({ urgency, severity, plan, methods, now }: DeliveryQuestion): PlannedDelivery[] {
  const wanted = plan?.[urgency].filter(({ method }) => method !== "inbox") ?? usualRules(urgency, methods);
  const known = wanted.flatMap(({ method, afterMinutes }) => {
    const found = methods.find(({ id }) => id === method);
    return found ? [{ ...found, afterMinutes }] : [];
  });
  const isEmptied = wanted.length > 0 && known.length === 0;
  const steps = isEmptied ? methods.map((method) => ({ ...method, afterMinutes: 0 })) : known;
  const quietMs = plan?.quiet && severity !== "SEV1" ? quietLeftMs(plan.quiet, now) : 0;
  const inbox: PlannedDelivery = { channel: "inbox", methodId: null, position: 0, waitMs: 0, isQuiet: false };
  const sent = steps
    .toSorted((one, other) => one.afterMinutes - other.afterMinutes)
    .map((step, n): PlannedDelivery => {
      const waitMs = step.afterMinutes * 60_000;
      const methodId = step.id === "account" ? null : step.id;
      return { channel: step.kind, methodId, position: n + 1, waitMs: Math.max(waitMs, quietMs), isQuiet: quietMs > waitMs };
    });
  return [inbox, ...sent];
}

/** Without a plan: what makes a noise at once, then the rest; mail at once where there is nothing louder, or no hurry. */
export function usualRules(urgency: Urgency, methods: readonly Method[]): ContactRule[] {
  const isLoud = ({ kind }: Method) => kind === "web-push" || kind === "slack";
  const hasLoud = methods.some(isLoud);
  return methods.map((method) => ({
    method: method.id,
    afterMinutes: urgency === "high" && hasLoud && !isLoud(method) ? 2 : 0,
  }));
}

/** Milliseconds until quiet hours end; 0 outside of them. */
export function quietLeftMs({ from, to, zone }: QuietHours, now: string): number {
  const minute = minuteOfDay(now, zone);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === end) return 0;
  const isWithin = start < end ? minute >= start && minute < end : minute >= start || minute < end;
  if (!isWithin) return 0;
  return ((end - minute + 1_440) % 1_440) * 60_000 - (Date.parse(now) % 60_000);
}

function minutesOf(wall: string): number {
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
}

function minuteOfDay(now: string, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(now));
  return minutesOf(parts);
}

export const METHOD_LABELS: Record<MethodKind, string> = {
  "web-push": "Notifications of this browser",
  slack: "Slack message",
  email: "E-mail",
  webhook: "Webhook (text messages and the like)",
};

/** `plan` null: the usual one again. */
export const SaveContactPlan = z.object({ version: z.number().int().min(0), plan: ContactPlan.nullable() });
export const MethodLabel = lineOf(80, "The name");

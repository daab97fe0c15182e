import {
  type ContactPlan,
  METHOD_LABELS,
  type Method,
  type MethodKind,
  type PlannedDelivery,
  planDeliveries,
  urgencyOf,
} from "./contracts/contact.ts";
import type { PagePreview } from "./contracts/contact-methods.ts";
import type { Severity } from "./contracts/incident.ts";

type Known = { id: string | "account"; kind: MethodKind; label: string };
type Question = { severity: Severity | null; plan: ContactPlan | null; methods: readonly Known[]; now: string };

/** What would be sent for a page, in words. Pure, so that a plan shows it while it is being changed. */
export function describePage({ severity, plan, methods, now }: Question): PagePreview {
  const planned = planDeliveries({ urgency: urgencyOf(severity), severity, plan, methods: methods.map(toMethod), now });
  const zone = plan?.quiet?.zone ?? "UTC";
  const steps = planned.map((delivery) => ({ when: whenOf(delivery, now, zone), what: nameOf(delivery, methods) }));
  const parts = groupsOf(steps).map(({ when, what }) => `${what} ${when}`);
  return { sentence: `${parts.join(", then ")}.`, steps };
}

/** Whether a page of this severity would reach nothing but the inbox. Pure. */
export function isOnlyInbox({ severity, plan, methods, now }: Question): boolean {
  return planDeliveries({ urgency: urgencyOf(severity), severity, plan, methods: methods.map(toMethod), now }).length === 1;
}

function toMethod({ id, kind }: Known): Method {
  return { id, kind };
}

function nameOf({ channel, methodId }: PlannedDelivery, methods: readonly Known[]): string {
  if (channel === "inbox") return "Muster itself";
  const found = methods.find(({ id, kind }) => (methodId === null ? id === "account" && kind === channel : id === methodId));
  return found?.label ?? METHOD_LABELS[channel];
}

function whenOf({ waitMs, isQuiet }: PlannedDelivery, now: string, timeZone: string): string {
  if (isQuiet) return `at ${clockOf(Date.parse(now) + waitMs, timeZone)}, after your quiet hours`;
  if (waitMs === 0) return "at once";
  const minutes = waitMs / 60_000;
  return minutes === 1 ? "after 1 minute" : `after ${minutes} minutes`;
}

function clockOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

function groupsOf(steps: PagePreview["steps"]): PagePreview["steps"] {
  const whens = [...new Set(steps.map(({ when }) => when))];
  return whens.map((when) => ({ when, what: listOf(steps.filter((step) => step.when === when).map(({ what }) => what)) }));
}

function listOf(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

import type { Target, Trigger } from "./policy.ts";

/** `15 min`, `1 h`, `1 h 30 min`, `2 days`. */
export function minutesInWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  const parts = [days === 1 ? "1 day" : days > 1 ? `${days} days` : "", hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""];
  return parts.filter(Boolean).join(" ");
}

/** A trigger as a phrase: `at once`, `15 min without an acknowledgement`, `1 h unresolved, SEV2 or above, revenue at risk`. */
export function triggerInWords({ afterMinutes, until, severity, revenuePerHour }: Trigger): string {
  const wait = until === "acknowledged" ? "without an acknowledgement" : "unresolved";
  const when = afterMinutes === 0 ? "at once" : `${minutesInWords(afterMinutes)} ${wait}`;
  const revenue =
    revenuePerHour === null ? "" : revenuePerHour === 0 ? "revenue at risk" : `over ${revenuePerHour.toLocaleString("en")} an hour at risk`;
  return [when, severity === null || severity === "SEV4" ? "" : severity === "SEV1" ? "SEV1" : `${severity} or above`, revenue]
    .filter(Boolean)
    .join(", ");
}

/** What an id in a target stands for, as far as it is known. */
export type TargetNames = (target: Target) => string | null;

/** A target as people call it. */
export function targetInWords(target: Target, nameOf: TargetNames): string {
  switch (target.kind) {
    case "on-call":
      return "whoever is on call for the affected services";
    case "team-leads":
      return "the leads of the owning teams";
    case "admins":
      return "the administrators";
    case "role":
      return nameOf(target) ?? `whoever has the role ${target.role}`;
    case "position":
      return nameOf(target) ?? target.position;
    default:
      return nameOf(target) ?? "somebody who is gone";
  }
}

import type { AlertRuleView, Matcher, RuleDefinition } from "#lib/contracts/alert-rule.ts";
import type { AlertLevel } from "#lib/contracts/alert-terms.ts";
import { firstMatch, matchesAll, type Told } from "../match/match-rule.ts";

/** A maintenance window that runs now. */
export type RunningWindow = { id: string; title: string; serviceIds: readonly string[]; matchers: readonly Matcher[] };

export type Subject = { told: Told; serviceId: string | null };
export type Decision =
  | { what: "maintenance"; window: RunningWindow }
  | { what: "record"; rule: AlertRuleView | null; reason: string }
  | { what: "declare" | "attach"; rule: AlertRuleView; definition: RuleDefinition };

/** What the rules say of an alert at this time. Pure. */
export function decide(
  { told, serviceId }: Subject,
  { rules, windows, now }: { rules: readonly AlertRuleView[]; windows: readonly RunningWindow[]; now: string },
): Decision {
  const window = windows.find((one) => isHeldBy(one, told, serviceId));
  if (window) return { what: "maintenance", window };
  const rule = firstMatch(rules, told, now);
  if (!rule) return { what: "record", rule: null, reason: "No rule matches." };
  const { definition } = rule;
  if (definition.action === "record") return { what: "record", rule, reason: `By the rule “${definition.name}”.` };
  return { what: definition.action, rule, definition };
}

/** A window names services, alerts, or both; where it names both, both have to fit. */
function isHeldBy({ serviceIds, matchers }: RunningWindow, told: Told, serviceId: string | null): boolean {
  if (serviceIds.length > 0 && (serviceId === null || !serviceIds.includes(serviceId))) return false;
  return (serviceIds.length > 0 || matchers.length > 0) && matchesAll(matchers, told);
}

/** How many declarations may come from alerts in so many minutes; critical ones have as many of their own. */
export type Budget = { most: number; minutes: number };
export type Used = { critical: number; others: number };

/** Takes one declaration out of the budget; false when there is none left. */
export function spend(used: Used, level: AlertLevel, { most }: Budget): boolean {
  const pot = level === "critical" ? "critical" : "others";
  if (used[pot] >= most) return false;
  used[pot] += 1;
  return true;
}

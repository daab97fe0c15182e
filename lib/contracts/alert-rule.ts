import { z } from "zod";
import { ALERT_OUTCOMES, type AlertLevel } from "./alert-terms.ts";
import { Uuid } from "./ids.ts";
import { Severity } from "./incident.ts";
import { Instant, lineOf, optionalLineOf } from "./text.ts";

export const MATCH_OPERATORS = ["is", "is-not", "like", "matches"] as const;

/**
 * One condition on a label. `like`: `*` stands for anything. `matches`: a regular expression over the whole value, without look-around and
 * back-references, read in linear time. Besides labels there are `title`, `level`, `source` and `service`.
 */
export const Matcher = z.object({
  label: lineOf(100, "The label"),
  operator: z.enum(MATCH_OPERATORS).default("is"),
  value: optionalLineOf(300, "The value").default(""),
});
export type Matcher = z.infer<typeof Matcher>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time such as 22:00.");

/** Days and hours in a time zone; `to` before `from` goes over midnight. `isOutside`: the rule holds at all other times. */
export const Hours = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1, "Choose at least one day.").max(7),
  from: Clock,
  to: Clock,
  timeZone: z.string().max(60).refine(isTimeZone, "Give a time zone such as Europe/Berlin."),
  isOutside: z.boolean().default(false),
});
export type Hours = z.infer<typeof Hours>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

export const RULE_ACTIONS = ["declare", "attach", "record"] as const;
export const ATTACH_BY = ["service", "key", "label"] as const;

const Severities = z.object({ critical: Severity, error: Severity, warning: Severity, info: Severity });

/**
 * `attachBy`: an alert first joins an open incident that has its service, the same key, or an alert with the same value of `attachLabel`.
 * `declare` declares when there is none, `attach` only records it then. `reopenMinutes`: when it fires again so soon after its incident was
 * resolved, that one is opened again; 0 declares anew. `title` may name labels as `{{label}}`.
 */
export const RuleDefinition = z.object({
  name: lineOf(80, "The name"),
  matchers: z.array(Matcher).max(20).default([]),
  hours: Hours.nullable().default(null),
  action: z.enum(RULE_ACTIONS),
  attachBy: z.array(z.enum(ATTACH_BY)).max(3).default(["service"]),
  attachLabel: optionalLineOf(100, "The label").default(""),
  severities: Severities.default({ critical: "SEV1", error: "SEV2", warning: "SEV3", info: "SEV4" }),
  isTriage: z.boolean().default(true),
  title: optionalLineOf(200, "The title").default("{{title}}"),
  reopenMinutes: z.number().int().min(0).max(1_440).default(0),
  /** Which escalation policy the incident begins with; none: that of its service. */
  policyId: Uuid.nullable().default(null),
});
export type RuleDefinition = z.output<typeof RuleDefinition>;

export const AlertRuleInput = z.object({ id: Uuid.nullish(), isEnabled: z.boolean().default(true), definition: RuleDefinition });
/** The whole list in its order. `version`: what the editor saw; a conflict when somebody saved meanwhile. */
export const SaveRules = z.object({
  version: z.string().max(80),
  rules: z.array(AlertRuleInput).min(1, "Keep a rule; disable it where nothing is to be declared.").max(100, "At most 100 rules."),
});
export const TryRules = z.object({ rules: z.array(AlertRuleInput).max(100), most: z.number().int().min(1).max(1_000).default(200) });

export const AlertRuleView = z.object({ id: z.string(), isEnabled: z.boolean(), definition: RuleDefinition });
export type AlertRuleView = z.infer<typeof AlertRuleView>;
export const RulesView = z.object({ version: z.string(), rules: z.array(AlertRuleView) });
export type RulesView = z.infer<typeof RulesView>;

const Verdict = z.object({ action: z.enum(RULE_ACTIONS), rule: z.string().nullable(), severity: Severity.nullable() });
/** What these rules would have done with the last alerts, beside what the rules in force would. */
export const RulesTrial = z.object({
  looked: z.number().int(),
  declare: z.number().int(),
  attach: z.number().int(),
  record: z.number().int(),
  differ: z.number().int(),
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      at: Instant,
      outcome: z.enum(ALERT_OUTCOMES),
      inForce: Verdict,
      tried: Verdict,
      differs: z.boolean(),
    }),
  ),
});
export type RulesTrial = z.infer<typeof RulesTrial>;

export const DEFAULT_LEVEL: AlertLevel = "warning";

/** Rules of an installation where nobody has made any: critical alerts are declared, all else is kept. */
export const FIRST_RULES: readonly z.input<typeof RuleDefinition>[] = [
  {
    name: "Critical alerts become incidents",
    matchers: [{ label: "level", operator: "is", value: "critical" }],
    action: "declare",
    attachBy: ["key", "service", "label"],
    attachLabel: "alertname",
    reopenMinutes: 30,
  },
  {
    name: "Errors join an open incident of their service",
    matchers: [{ label: "level", operator: "is", value: "error" }],
    action: "attach",
    attachBy: ["key", "service"],
  },
];

export const MaintenanceInput = z
  .object({
    title: lineOf(120, "The title"),
    services: z.array(Uuid).max(50).default([]),
    matchers: z.array(Matcher).max(20).default([]),
    startsAt: Instant,
    endsAt: Instant,
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ["endsAt"], message: "It ends before it begins. Choose a later end." })
  .refine(({ services, matchers }) => services.length + matchers.length > 0, {
    path: ["services"],
    message: "Choose a service, or say which alerts.",
  });
export const MaintenanceId = z.object({ id: Uuid });

export const MaintenanceView = z.object({
  id: z.string(),
  title: z.string(),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  matchers: z.array(Matcher),
  startsAt: Instant,
  endsAt: Instant,
  state: z.enum(["planned", "running", "over"]),
  createdBy: z.string(),
  held: z.number().int().meta({ description: "Alerts that it holds back now" }),
});
export type MaintenanceView = z.infer<typeof MaintenanceView>;

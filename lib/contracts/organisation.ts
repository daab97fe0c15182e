import { z } from "zod";
import { AllowedHost } from "./allowed-host.ts";
import { IncidentKind, type Severity } from "./incident.ts";
import { SEVERITIES } from "./incident-terms.ts";
import { RoleKey } from "./role.ts";
import { lineOf, optionalLineOf } from "./text.ts";

/** `responseMinutes` null: next business day. `cadenceMinutes` null: no update is owed. */
export const SeverityPolicy = z.object({
  label: lineOf(40, "The label").meta({ title: "Name" }),
  description: optionalLineOf(200, "The description").meta({ title: "When to use it" }),
  responseMinutes: z.number().int().min(0).max(10_080).nullable().meta({ title: "Respond within (minutes)" }),
  cadenceMinutes: z.number().int().min(1).max(10_080).nullable().meta({ title: "Update every (minutes)" }),
  tells: optionalLineOf(200, "Who is told").meta({ title: "Who is told" }),
});
export type SeverityPolicy = z.infer<typeof SeverityPolicy>;

export const CustomRole = z.object({
  key: RoleKey,
  label: lineOf(40, "The role's name").meta({ title: "Name" }),
  isMany: z.boolean().meta({ title: "Several people can hold it" }),
  duties: optionalLineOf(300, "The duties").meta({ title: "Duties", description: "What to do in the next minutes." }),
});
export type CustomRole = z.infer<typeof CustomRole>;

export const CustomField = z.object({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "Give a key of small letters, digits and underscores."),
  label: lineOf(60, "The field's name").meta({ title: "Name" }),
  type: z
    .enum(["text", "choice", "number", "link"])
    .meta({ title: "Holds", labels: { text: "Text", choice: "A choice", number: "A number", link: "A link" } }),
  choices: z.array(lineOf(80, "A choice")).max(100).meta({ title: "Choices", description: "One a line; only for a choice." }),
  appliesTo: z
    .array(IncidentKind)
    .min(1, "Choose at least one kind of incident.")
    .meta({ title: "Kinds of incident", labels: { real: "Real", drill: "Drill", test: "Test", retrospective: "Retrospective" } }),
});
export type CustomField = z.infer<typeof CustomField>;

/** How many incidents alerts may declare in so many minutes; critical ones have as many of their own. What is beyond is one storm. */
export const AlertBudget = z.object({
  most: z.number().int().min(1).max(1_000).meta({ title: "Incidents that alerts may declare" }),
  minutes: z.number().int().min(1).max(1_440).meta({ title: "Within (minutes)" }),
});

export const OrganisationSettings = z.object({
  name: lineOf(80, "The organisation's name").meta({ title: "Organisation" }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Give a currency code such as USD.")
    .meta({ title: "Currency" }),
  severities: z.record(z.enum(SEVERITIES), SeverityPolicy),
  phaseLabels: z.record(z.string(), lineOf(40, "The phase's name")),
  customRoles: z.array(CustomRole).max(30),
  customFields: z.array(CustomField).max(50),
  allowedHosts: z.array(AllowedHost).max(100, "At most 100 hosts. Remove some first.").meta({
    title: "Allowed internal hosts",
    description: "One a line, as host or host:port. Muster may send requests to these although they are inside your network, over http too.",
    placeholder: "grafana.internal:3000",
  }),
  alertBudget: AlertBudget,
});
export type OrganisationSettings = z.infer<typeof OrganisationSettings>;

/** `version` is the one that the editor saw. */
export const ChangeOrganisation = z.object({ version: z.number().int().min(0), settings: OrganisationSettings });

export const DEFAULT_SETTINGS: OrganisationSettings = {
  name: "Muster",
  currency: "USD",
  severities: {
    SEV1: {
      label: "SEV1",
      description: "Critical: a core function is down for most users, data is lost, or security is breached",
      responseMinutes: 0,
      cadenceMinutes: 15,
      tells: "Executives and all teams",
    },
    SEV2: {
      label: "SEV2",
      description: "Major: customers are affected, no acceptable workaround",
      responseMinutes: 15,
      cadenceMinutes: 30,
      tells: "Engineering leadership, product",
    },
    SEV3: {
      label: "SEV3",
      description: "Minor: few customers are affected, or a workaround exists",
      responseMinutes: 60,
      cadenceMinutes: 120,
      tells: "The team, support",
    },
    SEV4: { label: "SEV4", description: "Low: no customer impact yet", responseMinutes: null, cadenceMinutes: 1_440, tells: "The team" },
  },
  phaseLabels: {},
  customRoles: [],
  customFields: [],
  allowedHosts: [],
  alertBudget: { most: 10, minutes: 10 },
};

/** When the next update is due after something at `now` (RFC 3339) re-armed the clock. Null where none is owed. */
export function nextUpdateDueAt(settings: OrganisationSettings, severity: Severity | null, isActive: boolean, now: string): string | null {
  if (!severity || !isActive) return null;
  const minutes = settings.severities[severity].cadenceMinutes;
  return minutes === null ? null : new Date(Date.parse(now) + minutes * 60_000).toISOString();
}

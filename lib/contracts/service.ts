import { z } from "zod";
import { Uuid } from "./ids.ts";
import { Phase, Severity } from "./incident.ts";
import { page } from "./page.ts";
import { Namespace, QueryTemplate } from "./query-template.ts";
import { Instant, lineOf, optionalLineOf, optionalTextOf } from "./text.ts";

export const ServiceSlug = z
  .string()
  .max(100)
  .transform((value) => value.trim().toLowerCase())
  .pipe(
    z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "Use 1 to 60 small letters, digits and hyphens; begin and end with a letter or digit."),
  );

/** `objective` is the share of good minutes or requests, between 0 and 1, both excluded. */
export const Slo = z.object({
  name: lineOf(80, "The objective's name").meta({ title: "Name" }),
  objective: z.number().gt(0, "An objective is above 0.").lt(1, "An objective is below 1, such as 0.999.").meta({ title: "Objective" }),
  windowDays: z.number().int().min(1).max(366).meta({ title: "Window (days)" }),
});
export type Slo = z.infer<typeof Slo>;

/** 1: core of the business … 4: internal convenience. */
export const ServiceTier = z.number().int().min(1).max(4);

const money = z
  .number()
  .min(0)
  .max(999_999_999_999)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-4, "Give at most two decimals.");

const fields = {
  name: lineOf(80, "The service's name"),
  description: optionalTextOf(2_000, "The description"),
  tier: ServiceTier,
  team: Uuid.nullable(),
  revenuePerMinute: money.nullable(),
  slos: z.array(Slo).max(20),
  dependsOn: z.array(Uuid).max(200),
  /** How it is asked for in connected systems; empty: it is looked for by its slug. */
  queries: z.array(QueryTemplate).max(40),
  /** Where in a cluster it runs; empty: it is looked for. */
  namespace: Namespace,
};

export const CreateService = z.object({
  name: fields.name,
  slug: ServiceSlug.optional(),
  description: fields.description.default(""),
  tier: fields.tier.default(3),
  team: fields.team.default(null),
  revenuePerMinute: fields.revenuePerMinute.default(null),
  slos: fields.slos.default([]),
  dependsOn: fields.dependsOn.default([]),
  queries: fields.queries.default([]),
  namespace: fields.namespace.default(""),
});

/** `version` is the one that the editor saw; when the service has changed since, the answer is a conflict with both values. */
export const ChangeService = z.object({ id: Uuid, version: z.number().int().positive(), change: z.object(fields).partial() });

export const ArchiveService = z.object({ id: Uuid, isArchived: z.boolean().default(true) });
export const ListServices = z.object({
  q: optionalLineOf(100, "The search").optional(),
  team: Uuid.optional(),
  tier: ServiceTier.optional(),
  includeArchived: z.boolean().default(false),
  ...page,
});
export const ReadService = z.object({ slug: ServiceSlug });

const ServiceName = z.object({ id: z.string(), slug: z.string(), name: z.string(), tier: z.number(), isArchived: z.boolean() });
export type ServiceName = z.infer<typeof ServiceName>;

export const ServiceSummary = ServiceName.extend({
  description: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  openIncidents: z.number().int(),
  worstSeverity: Severity.nullable(),
});
export type ServiceSummary = z.infer<typeof ServiceSummary>;

export const ServiceDetails = ServiceSummary.extend({
  version: z.number().int(),
  revenuePerMinute: z.number().nullable(),
  slos: z.array(Slo),
  queries: z.array(QueryTemplate),
  namespace: z.string(),
  dependsOn: z.array(ServiceName),
  dependents: z.array(ServiceName),
  /** Circles of dependencies that this service is part of, each as the names along it. */
  cycles: z.array(z.array(z.string())),
  incidents: z.array(
    z.object({
      reference: z.string(),
      title: z.string(),
      severity: Severity.nullable(),
      phase: Phase,
      declaredAt: Instant,
      resolvedAt: Instant.nullable(),
    }),
  ),
  createdAt: Instant,
});
export type ServiceDetails = z.infer<typeof ServiceDetails>;

/** The catalogue as a graph: an edge says that the caller depends on the callee. */
export type ServiceGraph = {
  services: (ServiceName & { openIncidents: number })[];
  edges: { caller: string; callee: string }[];
  cycles: string[][];
};

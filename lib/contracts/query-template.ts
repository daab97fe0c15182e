import { z } from "zod";
import { lineOf, textOf } from "./text.ts";

export const QUERY_SYSTEMS = ["prometheus", "loki", "datadog"] as const;
export const PLACEHOLDERS = ["service", "namespace", "window"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Bare words between braces; what LogQL itself writes so begins with a dot or a call. */
const BARE = /\{\{\s*(\w+)\s*\}\}/g;
const ADVICE = `Known are ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(", ")}.`;

/**
 * How a service is asked for in a connected system. `{{service}}` and `{{namespace}}` are the service's own, `{{window}}` the length that rates are taken
 * over, as in 1m. `gives`: a metric under this name, or log lines.
 */
export const QueryTemplate = z.object({
  system: z.enum(QUERY_SYSTEMS),
  gives: z.enum(["metric", "logs"]),
  name: lineOf(120, "The query's name"),
  query: textOf(4_000, "The query").superRefine((query, context) => {
    const unknown = [...query.matchAll(BARE)].map(([, name = ""]) => name).find((name) => !(PLACEHOLDERS as readonly string[]).includes(name));
    if (unknown) context.addIssue({ code: "custom", message: `{{${unknown}}} stands for nothing. ${ADVICE}` });
  }),
});
export type QueryTemplate = z.infer<typeof QueryTemplate>;

/** A query with its placeholders filled. Pure. */
export function fillQuery(query: string, values: Record<Placeholder, string>): string {
  return query.replace(BARE, (whole, name: string) => values[name as Placeholder] ?? whole);
}

export const Namespace = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?$/, "A namespace has small letters, digits and hyphens.");

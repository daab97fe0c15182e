import { z } from "zod";
import { ExportInsights, Insights, ReadInsights } from "#lib/contracts/insights.ts";
import { ServiceWord } from "#lib/contracts/names.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { type Doorway, operation } from "./define.ts";

const TeamWord = z.string().min(1).max(200).meta({ description: "A team: id, slug or name" });
const words = { service: z.array(ServiceWord).max(20).default([]), team: z.array(TeamWord).max(20).default([]) };

async function ids({ api, services }: Doorway, given: { service: string[]; team: string[] }) {
  if (given.team.length === 0) return { service: await services(given.service), team: [] };
  const teams = await api.teams.list({});
  const team = given.team.map((word) => {
    const found = teams.find(({ id, slug, name }) => [id, slug, name.toLowerCase()].includes(word.trim().toLowerCase()));
    if (!found) throw new NotFoundError(`There is no team “${word}”. Give an id, a slug, or its name.`);
    return found.id;
  });
  return { service: await services(given.service), team };
}

export const insightsOperations = [
  operation("read_insights", {
    about:
      "Read figures over many incidents, beside those of the range before: counts, medians and 90th percentiles of the times, by severity, service, cause or team; budgets, pages, punctuality, overdue items, repeated causes, verdicts.",
    http: "GET /insights",
    permission: "incident.read",
    risk: "read",
    calls: ["insights.read", "teams.list"],
    input: ReadInsights.extend(words),
    output: Insights,
    run: async (at, given) => at.api.insights.read({ ...given, ...(await ids(at, given)) }),
  }),
  operation("export_insights", {
    about: "Read the table of groups, or the incidents behind the figures, as CSV (about 20,000 lines at most).",
    http: "GET /insights/export",
    permission: "incident.read",
    risk: "read",
    calls: ["insights.export", "teams.list"],
    input: ExportInsights.extend(words),
    output: z.object({ fileName: z.string(), content: z.string(), isTruncated: z.boolean() }),
    example: { table: "incidents" },
    run: async (at, given) => at.api.insights.export({ ...given, ...(await ids(at, given)) }),
  }),
] as const;

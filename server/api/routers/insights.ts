import { ExportInsights, ReadInsights } from "#lib/contracts/insights.ts";
import { readFile, readInsights } from "#server/insights/index.ts";
import { query, router, run } from "../trpc.ts";

export const insightsRouter = router({
  read: query("incident.read").input(ReadInsights).query(run(readInsights)),
  export: query("incident.read").input(ExportInsights).query(run(readFile)),
});

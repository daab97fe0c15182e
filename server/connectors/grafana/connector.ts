import { z } from "zod";
import { authorisationOf, counted } from "../authorisation.ts";
import type { Connector } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { getDashboard, listAnnotations, listDataSources, queryDataSource, searchDashboards } from "./operations.ts";

const Health = z.object({ version: z.string().default("") });

export const grafana: Connector<"grafana"> = {
  kind: "grafana",
  far: ({ settings: { url }, secrets: { token } }) => ({ url, ...authorisationOf({ token }) }),
  test: async (link, signal) => {
    const health = await link.json({ path: "/api/health" }, Health, signal);
    const dashboards = await searchDashboards.run(link, { words: "", tags: [], limit: 1_000 }, signal);
    const sources = await listDataSources.run(link, {}, signal).catch(notAllowed);
    const many = dashboards.provenance.truncated ? "1,000 dashboards and more" : counted(dashboards.rows.length, "dashboard");
    const behind = sources ? counted(sources.rows.length, "data source") : "data sources not shown to this token";
    return `${link.title}${health.body.version ? ` ${health.body.version}` : ""}, ${many}, ${behind}.`;
  },
  operations: {
    search: searchDashboards,
    dashboard: getDashboard,
    datasources: listDataSources,
    ds_query: queryDataSource,
    annotations: listAnnotations,
  },
};

function notAllowed(error: unknown): null {
  if (error instanceof ConnectorFailed && error.kind === "forbidden") return null;
  throw error;
}

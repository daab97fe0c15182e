import { z } from "zod";
import { reads } from "#server/connectors/index.ts";
import { askSystem } from "#server/investigations/index.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { defineTool } from "../../tools/tool.ts";
import { aim, commandOf, inTime, upTo, windowOf } from "./input.ts";

const Uid = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/, "A uid has letters, digits, hyphens and underscores.");
const MOST_TABLE_ROWS = 100;

export const grafanaDashboardGet = defineTool({
  name: "grafana_dashboard_get",
  title: "Read a Grafana dashboard",
  description: "Read a dashboard by its `uid`: its panels and what they ask; or find dashboards by `words` or `tags`, with their uids.",
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({
    ...aim,
    uid: Uid.optional(),
    words: z.string().trim().max(200).default(""),
    tags: z.array(z.string().max(100)).max(10).default([]),
  }),
  run: (ctx, { uid, words, tags, ...where }) =>
    askSystem(ctx, { ...where, kind: "grafana" }, async (link, _window, signal) => {
      const capture = uid
        ? await reads.getDashboard.run(link, { uid }, signal)
        : await reads.searchDashboards.run(link, { words, tags, limit: 50 }, signal);
      const shown = capture.rows.map((row) => JSON.stringify(row)).join("\n") || "No dashboard.";
      const asked = uid ?? [words, ...tags].filter(Boolean).join(" ");
      return { kind: "answer", command: `grafana_dashboard_get ${asked}`.trim(), text: JSON.stringify(capture.rows), shown, capture };
    }),
});

export const grafanaQuery = defineTool({
  name: "grafana_query",
  title: "Ask a data source of Grafana",
  description:
    "Ask a data source behind Grafana in its own language over a time. `datasource` is its uid or name; without it the answer lists them. `expr` is for Prometheus and Loki; other sources take their own `query` object.",
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({
    ...aim,
    ...inTime,
    datasource: z.string().trim().max(200).optional(),
    expr: z.string().trim().min(1).max(8_000).optional(),
    query: z.record(z.string(), z.unknown()).optional(),
    limit: upTo(10_000, 2_000),
  }),
  run: (ctx, { datasource, expr, query, limit, from, to, ...where }) =>
    askSystem(ctx, { ...where, kind: "grafana" }, async (link, whole, signal) => {
      const known = await reads.listDataSources.run(link, {}, signal);
      if (!datasource) {
        const shown = known.rows.map(({ uid, name, type }) => `${uid}  ${name}  ${type}`).join("\n") || "No data source is shown to this token.";
        return { kind: "answer", command: "grafana_query: data sources", text: JSON.stringify(known.rows), shown, capture: known };
      }
      const source = known.rows.find(({ uid, name }) => uid === datasource || name.toLowerCase() === datasource.toLowerCase());
      if (!source) throw new InvalidError(`There is no data source ${datasource}. There are: ${known.rows.map(({ name }) => name).join(", ")}.`);
      const asked = query ?? (expr ? { expr } : null);
      if (!asked) throw new InvalidError("Say what to ask: expr for Prometheus and Loki, or query for another data source.");
      const window = windowOf({ from, to }, whole);
      const input = reads.queryDataSource.input.parse({ datasource: source.uid, ...window, queries: [asked], limit });
      const capture = await reads.queryDataSource.run(link, input, signal);
      const command = commandOf(`grafana_query ${source.name}`, expr ?? JSON.stringify(asked), window);
      return { kind: "answer", command, text: JSON.stringify(capture.rows), shown: shownFrames(capture.rows), capture };
    }),
});

/** Frames over time as series, others as rows of a table. Pure. */
export function shownFrames(frames: readonly reads.Frame[]): string {
  const series = reads.seriesOfFrames(frames);
  if (series.length > 0) return series.map(reads.linesOfSeries).join("\n");
  return frames.flatMap(tableOf).join("\n") || "No rows.";
}

function tableOf({ fields, values }: reads.Frame): string[] {
  const rows = Array.from({ length: Math.min(values[0]?.length ?? 0, MOST_TABLE_ROWS) }, (_, row) =>
    values.map((column) => String(column[row] ?? "")).join("  "),
  );
  return [fields.map(({ name }) => name).join("  "), ...rows];
}

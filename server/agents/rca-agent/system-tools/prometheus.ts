import { z } from "zod";
import { Instant } from "#lib/contracts/text.ts";
import { reads } from "#server/connectors/index.ts";
import { askSystem } from "#server/investigations/index.ts";
import { defineTool } from "../../tools/tool.ts";
import { aim, commandOf, inTime, Query, upTo, windowOf } from "./input.ts";

export const prometheusQuery = defineTool({
  name: "prometheus_query",
  title: "Ask Prometheus",
  description: "Ask a PromQL query over a time, or at one instant with `at`. Answers with each series: how it ran, and some of its points.",
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({
    ...aim,
    ...inTime,
    query: Query,
    at: Instant.optional(),
    stepSeconds: z.number().int().min(1).max(86_400).optional(),
    limit: upTo(100, 20),
  }),
  run: (ctx, { query, at, stepSeconds, limit, from, to, ...where }) =>
    askSystem(ctx, { ...where, kind: "prometheus" }, async (link, whole, signal) => {
      const window = windowOf({ from, to }, whole);
      const capture = at
        ? await reads.instantQuery.run(link, { query, at: Date.parse(at), limit }, signal)
        : await reads.rangeQuery.run(link, reads.rangeQuery.input.parse({ query, ...window, stepSeconds, limit }), signal);
      const command = at ? `prometheus_query ${query} at ${at}` : commandOf("prometheus_query", query, window);
      const shown = capture.rows.map(reads.linesOfSeries).join("\n") || "No series.";
      return { kind: "answer", command, text: JSON.stringify(capture.rows), shown, capture };
    }),
});

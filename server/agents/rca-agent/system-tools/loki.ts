import { z } from "zod";
import { reads } from "#server/connectors/index.ts";
import { askSystem } from "#server/investigations/index.ts";
import { defineTool } from "../../tools/tool.ts";
import { aim, commandOf, inTime, Query, upTo, windowOf } from "./input.ts";

export const lokiQuery = defineTool({
  name: "loki_query",
  title: "Ask Loki",
  description:
    'Ask a LogQL query over a time: lines, as in {service="checkout"} |= "timeout", the newest first unless `oldestFirst`; or counts, as in sum by (level) (count_over_time({service="checkout"}[5m])).',
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({ ...aim, ...inTime, query: Query, limit: upTo(1_000, 100), oldestFirst: z.boolean().default(false) }),
  run: (ctx, { query, limit, oldestFirst, from, to, ...where }) =>
    askSystem(ctx, { ...where, kind: "loki" }, async (link, whole, signal) => {
      const window = windowOf({ from, to }, whole);
      const command = commandOf("loki_query", query, window);
      if (!query.trimStart().startsWith("{")) {
        const capture = await reads.logMetric.run(link, { query, ...window, limit: Math.min(limit, 100) }, signal);
        const shown = capture.rows.map(reads.linesOfSeries).join("\n") || "Nothing to count.";
        return { kind: "answer", command, text: JSON.stringify(capture.rows), shown, capture };
      }
      const capture = await reads.logQuery.run(link, { query, ...window, limit, direction: oldestFirst ? "forward" : "backward" }, signal);
      const lines = capture.rows.map(({ at, labels, line }) => `${new Date(at).toISOString()} ${JSON.stringify(labels)} ${line}`);
      return { kind: "answer", command, text: lines.join("\n"), shown: lines.join("\n") || "No lines.", capture };
    }),
});

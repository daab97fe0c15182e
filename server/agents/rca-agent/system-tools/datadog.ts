import { z } from "zod";
import { reads } from "#server/connectors/index.ts";
import { askSystem } from "#server/investigations/index.ts";
import { defineTool } from "../../tools/tool.ts";
import { aim, commandOf, inTime, Query, upTo, windowOf } from "./input.ts";

export const datadogLogQuery = defineTool({
  name: "datadog_log_query",
  title: "Ask Datadog for log lines",
  description: "Search Datadog's log lines over a time, as in service:checkout status:error, the newest first unless `oldestFirst`.",
  permission: "agent.run",
  risk: "read",
  key: true,
  input: z.strictObject({ ...aim, ...inTime, query: Query, limit: upTo(1_000, 100), oldestFirst: z.boolean().default(false) }),
  run: (ctx, { query, limit, oldestFirst, from, to, ...where }) =>
    askSystem(ctx, { ...where, kind: "datadog" }, async (link, whole, signal) => {
      const window = windowOf({ from, to }, whole);
      const capture = await reads.searchLogs.run(link, { query, ...window, limit, sort: oldestFirst ? "timestamp" : "-timestamp" }, signal);
      const lines = capture.rows.map(({ at, service, level, host, message }) =>
        [new Date(at).toISOString(), service, level, host, message].filter(Boolean).join(" "),
      );
      const command = commandOf("datadog_log_query", query, window);
      return { kind: "answer", command, text: lines.join("\n"), shown: lines.join("\n") || "No lines.", capture };
    }),
});

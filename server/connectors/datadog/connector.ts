import { z } from "zod";
import { counted } from "../authorisation.ts";
import type { Connector } from "../define.ts";
import { findMetrics, queryMetrics, searchEvents, searchLogs } from "./operations.ts";

const HOUR_MS = 3_600_000;
const Active = z.object({ metrics: z.array(z.string()).default([]) });

export const datadog: Connector<"datadog"> = {
  kind: "datadog",
  far: ({ settings: { site, url }, secrets: { apiKey, appKey } }) => ({
    url: url || `https://api.${site}`,
    headers: { "dd-api-key": apiKey, ...(appKey ? { "dd-application-key": appKey } : {}) },
    secrets: [apiKey, appKey].filter(Boolean),
  }),
  test: async (link, signal) => {
    await link.json({ path: "/api/v1/validate" }, z.looseObject({ valid: z.boolean() }), signal);
    const [from, to] = [Date.now() - HOUR_MS, Date.now()];
    const { body } = await link.json({ path: "/api/v1/metrics", query: { from: Math.floor(from / 1_000) } }, Active, signal);
    const logs = await searchLogs.run(link, { query: "*", from, to, limit: 1, sort: "-timestamp" }, signal);
    const lines = logs.rows.length > 0 ? "log lines" : "no log lines";
    return `${link.title}, ${counted(body.metrics.length, "active metric")} and ${lines} in the last hour.`;
  },
  operations: { logs_search: searchLogs, metrics_query: queryMetrics, events_search: searchEvents, metrics: findMetrics },
};

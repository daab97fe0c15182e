export { searchLogs } from "./datadog/operations.ts";
export { type Frame, seriesOfFrames } from "./grafana/frames.ts";
export { getDashboard, listDataSources, queryDataSource, searchDashboards } from "./grafana/operations.ts";
export { logMetric, logQuery } from "./loki/operations.ts";
export { instantQuery, rangeQuery } from "./prometheus/operations.ts";
export { linesOfSeries } from "./shown/series.ts";

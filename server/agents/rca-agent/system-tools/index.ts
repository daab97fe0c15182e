import { datadogLogQuery } from "./datadog.ts";
import { grafanaDashboardGet, grafanaQuery } from "./grafana.ts";
import { kubectl } from "./kubectl.ts";
import { lokiQuery } from "./loki.ts";
import { prometheusQuery } from "./prometheus.ts";

/**
 * The systems themselves, for a model that wants to know more than what was gathered: each reads only, through an enabled connection, within the asker's
 * rights, and leaves a capture. The way without a model does not need them.
 */
export const SYSTEM_TOOLS = [kubectl, prometheusQuery, lokiQuery, datadogLogQuery, grafanaDashboardGet, grafanaQuery] as const;

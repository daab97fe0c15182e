import { authorisationOf, counted } from "../authorisation.ts";
import type { Connector } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { LokiBuildAnswer } from "./answers.ts";
import { logLabels, logLabelValues, logMetric, logQuery, logSeries } from "./operations.ts";

const HOUR_MS = 3_600_000;
const SERVICE_LABELS = ["service", "service_name", "app", "job", "namespace"];

export const loki: Connector<"loki"> = {
  kind: "loki",
  far: ({ settings: { url, user, tenant }, secrets: { token } }) => ({ url, ...authorisationOf({ user, token, tenant }) }),
  test: async (link, signal) => {
    const build = await link.json({ path: "/loki/api/v1/status/buildinfo" }, LokiBuildAnswer, signal).catch(notThere);
    const window = { from: Date.now() - HOUR_MS, to: Date.now() };
    const { rows: labels } = await logLabels.run(link, { ...window, limit: 5_000 }, signal);
    const label = SERVICE_LABELS.find((one) => labels.includes(one));
    const values = label ? (await logLabelValues.run(link, { label, ...window, limit: 2_000 }, signal)).rows.length : 0;
    const version = build?.body.version ? ` ${build.body.version}` : "";
    if (labels.length === 0) return `${link.title}${version} answers, and took in no lines in the last hour.`;
    return `${link.title}${version}, ${counted(labels.length, "label")}${label ? `, ${counted(values, "value")} of ${label}` : ""} in the last hour.`;
  },
  operations: { query_range: logQuery, query_metric: logMetric, labels: logLabels, label_values: logLabelValues, series: logSeries },
};

function notThere(error: unknown): null {
  if (error instanceof ConnectorFailed && (error.kind === "not-found" || error.kind === "unreadable")) return null;
  throw error;
}

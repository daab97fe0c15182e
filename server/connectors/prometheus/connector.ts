import { authorisationOf, counted } from "../authorisation.ts";
import type { Connector, Link } from "../define.ts";
import { ConnectorFailed } from "../failure.ts";
import { BuildAnswer, NamesAnswer, QueryAnswer, seriesOf } from "./answers.ts";
import { findSeries, instantQuery, labelNames, labelValues, metricTypes, rangeQuery } from "./operations.ts";

export const prometheus: Connector<"prometheus"> = {
  kind: "prometheus",
  far: ({ settings: { url, user, tenant }, secrets: { token } }) => ({ url, ...authorisationOf({ user, token, tenant }) }),
  test: async (link, signal) => {
    const version = await versionOf(link, signal);
    const counts = await link.json({ path: "/api/v1/query", query: { query: 'count({__name__=~".+"})' } }, QueryAnswer, signal).catch(tooMany);
    const jobs = await link.json({ path: "/api/v1/label/job/values" }, NamesAnswer, signal);
    const series = counts ? (seriesOf(counts.body)[0]?.values[0] ?? 0) : null;
    const found = series === null ? "more series than it counts at once" : counted(series, "series", "series");
    return `${link.title}${version ? ` ${version}` : ""}, ${found} of ${counted(jobs.body.data.length, "job")}.`;
  },
  operations: {
    query: instantQuery,
    query_range: rangeQuery,
    series: findSeries,
    labels: labelNames,
    label_values: labelValues,
    metadata: metricTypes,
  },
};

/** What only speaks the language, such as VictoriaMetrics, may not say which version it is. */
async function versionOf(link: Link, signal: AbortSignal | undefined): Promise<string> {
  const answer = await link.json({ path: "/api/v1/status/buildinfo" }, BuildAnswer, signal).catch(notThere);
  return answer?.body.data.version.replace(/[+].*$/, "") ?? "";
}

function notThere(error: unknown): null {
  if (error instanceof ConnectorFailed && (error.kind === "not-found" || error.kind === "unreadable")) return null;
  throw error;
}

/** A large one refuses to count everything. */
function tooMany(error: unknown): null {
  if (error instanceof ConnectorFailed && (error.answered === 422 || error.answered === 503 || error.kind === "timed-out")) return null;
  throw error;
}

import type { EvidenceSource } from "#server/investigations/index.ts";

const MINUTE = 60_000;

/** `more` ends each line of the log. A pool that fills since a flag was switched on half an hour ago, with the lines that say so. */
export function aFullPool(service: string, more = ""): EvidenceSource {
  return {
    name: "prometheus",
    title: "Prometheus",
    gather: async (_ctx, { windowFrom, windowTo }) => {
      const [from, to] = [windowFrom.getTime(), windowTo.getTime()];
      const begin = to - 30 * MINUTE;
      const times = Array.from({ length: Math.floor((to - from) / MINUTE) }, (_, at) => from + at * MINUTE);
      const rows = times.map((at) => [Math.round(at / 1000), at < begin ? 20 + ((at / MINUTE) % 3) : 95, at < begin ? 0.001 : 0.4].join(","));
      const metrics = `time,${service}|db_pool_used,${service}|error_rate\n${rows.join("\n")}`;
      const lines = times
        .filter((at) => at >= begin)
        .map((at) =>
          JSON.stringify({
            time: new Date(at).toISOString(),
            service,
            level: "error",
            message: `Connection pool exhausted: no free connection after 30000 ms${more}`,
          }),
        );
      const change = [{ time: new Date(begin - MINUTE).toISOString(), kind: "flag", service, title: "async-payments switched on" }];
      const about = { source: "Prometheus", query: "all", from, to, isTruncated: false };
      return {
        captures: [
          { ...about, kind: "series", title: "Metrics", file: "metrics.csv", files: { "metrics.csv": metrics }, rows: times.length },
          { ...about, kind: "logs", title: "Logs", file: "logs.jsonl", files: { "logs.jsonl": lines.join("\n") }, rows: lines.length },
          { ...about, kind: "change", title: "Changes", file: "changes.json", files: { "changes.json": JSON.stringify(change) }, rows: 1 },
        ],
        problems: ["Prometheus has no series for search."],
      };
    },
  };
}

import type { MetricStore } from "../metrics/store.ts";
import { parseQuery } from "../promql/parse.ts";
import { QueryError } from "../promql/tokens.ts";
import { matrixOf } from "./prometheus.ts";

/** Names under which Datadog's agent would bring the same things, with `%` for the labels that are kept. */
const METRICS: Record<string, string> = {
  "http.requests.rate": "rate(http_requests_total%[2m])",
  "http.errors.rate": 'rate(http_requests_total%,code=~"5.."[2m])',
  "container.cpu.usage": "rate(container_cpu_usage_seconds_total%[2m])",
  "container.memory.working_set": "container_memory_working_set_bytes%",
  "kubernetes.containers.restarts": "kube_pod_container_status_restarts_total%",
  "hikaricp.connections.active": "hikaricp_connections_active%",
  "hikaricp.connections.pending": "hikaricp_connections_pending%",
  "rabbitmq.queue.messages.ready": "rabbitmq_queue_messages_ready%",
  "kubernetes.kubelet.volume.stats.available_bytes": "kubelet_volume_stats_available_bytes%",
};
const SHAPE = /^(avg|sum|max|min):([\w.]+)\{([^}]*)\}(?:\s*by\s*\{([^}]*)\})?$/;

export const METRIC_NAMES: readonly string[] = Object.keys(METRICS);

type Window = { start: number; end: number };

/** The answer of `/api/v1/query`: one query of the form `avg:name{tag:value} by {tag}`. Throws QueryError at others. */
export function seriesOf(text: string, store: MetricStore, { start, end }: Window): unknown[] {
  const [, operation, name = "", scope = "", by = ""] = SHAPE.exec(text.trim()) ?? [];
  const template = METRICS[name];
  if (!operation) throw new QueryError(`Rule '${text}' could not be parsed: the practice world answers aggregation:metric{tags} by {tags}`);
  if (!template) return [];
  const tags = scope === "" || scope === "*" ? [] : scope.split(",").map((tag) => tag.trim().split(":"));
  const matchers = tags.map(([label = "", value = ""]) => `${labelOf(label)}="${value}"`);
  const names = by
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
  const inner = template.replace(/%(,[^[]*)?/, (_, more: string | undefined) => `{${[...matchers, ...(more ? [more.slice(1)] : [])].join(",")}}`);
  const query = `${operation} by (${names.map(labelOf).join(",")}) (${inner.replace("{}", "")})`;
  const step = Math.max(20_000, Math.ceil((end - start) / 300));
  return matrixOf(parseQuery(query), store, { start, end, step }).map(({ metric, values }) => {
    const tagged = names.map((tag) => `${tag}:${metric[labelOf(tag)] ?? "N/A"}`);
    return {
      metric: name,
      display_name: name,
      aggr: operation,
      scope: [...(tagged.length > 0 ? tagged : [scope || "*"])].join(","),
      tag_set: tagged,
      expression: text,
      interval: step / 1000,
      start,
      end,
      length: values.length,
      pointlist: values.map(([seconds, value]) => [seconds * 1000, Number(value)]),
      unit: null,
    };
  });
}

const labelOf = (tag: string): string => ({ pod_name: "pod", kube_namespace: "namespace" })[tag] ?? tag;

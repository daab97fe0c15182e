/** Which series an investigation asks Prometheus for: a name, its unit, and a query whose answer has the label `service` (or `node`). */
export type BundleQuery = { metric: string; unit: string | null; query: string };

const RANGE = "[2m]";

export const BUNDLE_QUERIES: readonly BundleQuery[] = [
  { metric: "requests", unit: "rps", query: `sum by (service) (rate(http_requests_total${RANGE}))` },
  {
    metric: "error_rate",
    unit: null,
    query: `sum by (service) (rate(http_requests_total{code=~"5.."}${RANGE})) / sum by (service) (rate(http_requests_total${RANGE}))`,
  },
  { metric: "latency_p95", unit: "s", query: `histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket${RANGE})))` },
  { metric: "latency_p50", unit: "s", query: `histogram_quantile(0.5, sum by (service, le) (rate(http_request_duration_seconds_bucket${RANGE})))` },
  { metric: "container_cpu_usage", unit: "cores", query: `sum by (service) (rate(container_cpu_usage_seconds_total${RANGE}))` },
  { metric: "container_memory_working_set_bytes", unit: "bytes", query: "max by (service) (container_memory_working_set_bytes)" },
  { metric: "container_restarts_total", unit: null, query: "sum by (service) (kube_pod_container_status_restarts_total)" },
  { metric: "hikaricp_connections_active", unit: null, query: "max by (service) (hikaricp_connections_active)" },
  { metric: "hikaricp_connections_pending", unit: null, query: "max by (service) (hikaricp_connections_pending)" },
  { metric: "hikaricp_connections_max", unit: null, query: "max by (service) (hikaricp_connections_max)" },
  { metric: "go_sql_max_open_connections", unit: null, query: "max by (service) (go_sql_max_open_connections)" },
  { metric: "go_sql_in_use_connections", unit: null, query: "max by (service) (go_sql_in_use_connections)" },
  { metric: "jvm_gc_pause_seconds", unit: null, query: `sum by (service) (rate(jvm_gc_pause_seconds_sum${RANGE}))` },
  { metric: "rabbitmq_queue_messages_ready", unit: null, query: "sum by (service) (rabbitmq_queue_messages_ready)" },
  { metric: "redis_commands_processed", unit: "ops", query: `sum by (service) (rate(redis_commands_processed_total${RANGE}))` },
  { metric: "pg_stat_database_xact_commit", unit: "tps", query: `sum by (service) (rate(pg_stat_database_xact_commit${RANGE}))` },
  { metric: "pg_stat_database_xact_rollback", unit: "tps", query: `sum by (service) (rate(pg_stat_database_xact_rollback${RANGE}))` },
  { metric: "volume_available_bytes", unit: "bytes", query: "min by (service) (kubelet_volume_stats_available_bytes)" },
  { metric: "dns_failures", unit: null, query: `sum by (service) (rate(coredns_dns_responses_total{rcode="SERVFAIL"}${RANGE}))` },
  { metric: "node_memory_MemAvailable_bytes", unit: "bytes", query: "sum by (node) (node_memory_MemAvailable_bytes)" },
  { metric: "node_filesystem_avail_bytes", unit: "bytes", query: "sum by (node) (node_filesystem_avail_bytes)" },
  { metric: "node_load1", unit: null, query: "sum by (node) (node_load1)" },
  { metric: "up", unit: null, query: 'sum by (node) (up{job="node-exporter"})' },
];

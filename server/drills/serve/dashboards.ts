export type Dashboard = { uid: string; title: string; tags: string[]; panels: { title: string; expr: string; unit: string }[] };

/** Dashboards of the practice world, as a team would have them. */
export const DASHBOARDS: readonly Dashboard[] = [
  {
    uid: "shop-overview",
    title: "Shop overview",
    tags: ["shop"],
    panels: [
      { title: "Requests", unit: "reqps", expr: "sum by (service) (rate(http_requests_total[2m]))" },
      {
        title: "Error share",
        unit: "percentunit",
        expr: 'sum by (service) (rate(http_requests_total{code=~"5.."}[2m])) / sum by (service) (rate(http_requests_total[2m]))',
      },
      {
        title: "Latency, 95th percentile",
        unit: "s",
        expr: "histogram_quantile(0.95, sum by (service, le) (rate(http_request_duration_seconds_bucket[2m])))",
      },
    ],
  },
  {
    uid: "shop-resources",
    title: "Shop resources",
    tags: ["shop", "resources"],
    panels: [
      { title: "CPU", unit: "cores", expr: "sum by (service) (rate(container_cpu_usage_seconds_total[2m]))" },
      { title: "Memory", unit: "bytes", expr: "max by (service) (container_memory_working_set_bytes)" },
      { title: "Restarts", unit: "short", expr: "sum by (service) (kube_pod_container_status_restarts_total)" },
      { title: "Connections in use", unit: "short", expr: "sum by (service) (hikaricp_connections_active)" },
      { title: "Free volume space", unit: "bytes", expr: "min by (service) (kubelet_volume_stats_available_bytes)" },
    ],
  },
];

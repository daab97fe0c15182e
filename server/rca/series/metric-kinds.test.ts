import { expect, test } from "vitest";
import { metricKindOf } from "./metric-kinds.ts";

test.each([
  ["cpu", "cpu"],
  ["container_cpu_usage_seconds_total", "cpu"],
  ["CPUUtilization", "cpu"],
  ["node_load1", "cpu"],
  ["system.cpu.idle", "idle-cpu"],
  ["container_cpu_cfs_throttled_periods_total", "throttling"],
  ["mem", "memory"],
  ["container_memory_working_set_bytes", "memory"],
  ["FreeableMemory", "free-memory"],
  ["latency-90", "latency"],
  ["lat_50", "latency"],
  ["http_request_duration_seconds", "latency"],
  ["TargetResponseTime", "latency"],
  ["err", "errors"],
  ["HTTPCode_Target_5XX_Count", "errors"],
  ["istio-error-total", "errors"],
  ["success_rate", "availability"],
  ["lod", "requests"],
  ["workload", "requests"],
  ["http_requests_total", "requests"],
  ["trace.http.request.hits", "requests"],
  ["redis_keyspace_hits", "cache-hits"],
  ["diskio", "disk"],
  ["FreeStorageSpace", "free-space"],
  ["node_filesystem_avail_bytes", "free-space"],
  ["socket", "sockets"],
  ["DatabaseConnections", "connections"],
  ["hikaricp_connections_active", "connections"],
  ["process_open_fds", "descriptors"],
  ["kafka_consumergroup_lag", "queue"],
  ["ApproximateAgeOfOldestMessage", "queue"],
  ["node_netstat_Tcp_RetransSegs", "packet-loss"],
  ["client_rtt", "round-trip"],
  ["jvm_gc_pause_seconds_sum", "gc"],
  ["network_receive_bytes", "network"],
  ["value", "other"],
])("%s measures %s", (metric, kind) => {
  expect(metricKindOf(metric, null).name).toBe(kind);
});

test("a unit of time makes an unknown metric a duration", () => {
  expect(metricKindOf("checkout", "ms").name).toBe("latency");
});

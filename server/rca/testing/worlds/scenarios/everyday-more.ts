import { commit, other, patch, type Scenario } from "../scenario.ts";

/** More of ordinary days; in the last ones nothing that is listed did it. */
export const EVERYDAY_MORE: readonly Scenario[] = [
  {
    name: "the health check asks too much (Kubernetes)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: probe the real thing`,
        "own",
        patch(
          c.yaml("probes.yaml"),
          "   livenessProbe:",
          "-    httpGet: { path: /alive }",
          "+    httpGet: { path: /ready?deep=1 }",
          "     periodSeconds: 5",
        ),
      ),
      near: [
        commit(
          `${c.stem}: longer grace when stopping`,
          "own",
          patch(c.yaml("stop.yaml"), "-  terminationGracePeriodSeconds: 30", "+  terminationGracePeriodSeconds: 35"),
        ),
      ],
      moves: [
        { place: "own", metric: "container_restarts_per_min", from: 0, to: 7 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.25 },
      ],
      errors: [
        { place: "own", message: "Liveness probe failed: HTTP probe failed with statuscode: 503; container will be restarted" },
        { place: "caller", message: `connect to ${c.own}: connection refused`, share: 0.6 },
      ],
      usual: `served ${c.noun} {id}`,
      alert: { place: "caller", metric: "http_5xx_ratio", summary: `${c.caller} 5xx above 5%: ${c.own} refuses connections` },
      spans: [{ place: "caller", operation: "GET", error: "connection refused" }],
      firstFailing: "own",
    }),
  },
  {
    name: "an amount is read as text (TypeScript, contract)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.dependencyStem}: keep precision of amounts`,
        "dependency",
        patch(
          `${c.dependencyStem}/src/dto.ts`,
          " export const toDto = (row: Row) => ({",
          "   id: row.id,",
          "-  amount: Number(row.amount),",
          "+  amount: row.amount.toString(),",
          " });",
        ),
      ),
      near: [
        commit(
          `${c.stem}: show amount with two digits`,
          "own",
          patch(c.ts("format.ts"), "-  return amount.toFixed();", "+  return amount.toFixed(2);"),
        ),
      ],
      moves: [{ place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.62 }],
      errors: [{ place: "own", message: `TypeError: amount.toFixed is not a function at format ${c.noun}={id}` }],
      usual: `rendered ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 2% (observed 62%)` },
      spans: [
        { place: "edge", operation: "GET", error: "500" },
        { place: "own", operation: `render ${c.noun}`, error: "amount.toFixed is not a function" },
        { place: "dependency", operation: `GET /${c.noun}s` },
      ],
    }),
  },
  {
    name: "traces of everything (config)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: see more in traces`,
        "own",
        patch(c.yaml("otel.yaml"), " sampler:", "-  ratio: 0.01", "+  ratio: 1.0", "   exporter: otlp"),
      ),
      near: [
        commit(`${c.stem}: tenant in spans`, "own", patch(c.go("trace/attrs.go"), '+	span.SetAttributes(attribute.String("tenant", t))')),
        other("flag", `flag ${c.stem}_compact_view off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "cpu_utilization", from: 0.35, to: 0.97 },
        { place: "own", metric: "exporter_queue_size", from: 10, to: 2048 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 900 },
      ],
      errors: [{ place: "own", message: "otlp exporter: sending queue is full, dropping {n} spans" }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 500ms, CPU saturated` },
      spans: [{ place: "own", operation: "GET" }],
    }),
  },
  {
    name: "the list of allowed origins is shorter (Go, CORS)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "security: explicit origins",
        "edge",
        patch(
          "services/gateway/cors.go",
          '-	AllowedOrigins: []string{"https://*.shop.internal"},',
          '+	AllowedOrigins: []string{"https://www.shop.internal"},',
        ),
      ),
      near: [commit("gateway: headers in one place", "edge", patch("services/gateway/headers.go", '-	h.Set("A", a)', '+	setHeader(h, "A", a)'))],
      moves: [
        { place: "edge", metric: "preflight_rejected_per_sec", from: 0, to: 75 },
        { place: "edge", metric: "orders_per_min", from: 310, to: 40 },
      ],
      errors: [{ place: "edge", message: "cors: request from https://m.shop.internal rejected: origin is not allowed session={id}" }],
      usual: "order {id} placed",
      alert: { place: "edge", metric: "orders_per_min", summary: `${c.edge}: orders dropped by 80%` },
      spans: [{ place: "edge", operation: "OPTIONS /orders", error: "403 origin not allowed" }],
      firstFailing: "edge",
    }),
  },
  {
    name: "work of a night runs at noon (cron)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.dependencyStem}: rebuild totals more often`,
        "dependency",
        patch(`deploy/${c.dependencyStem}/cron.yaml`, " - name: rebuild-totals", '-  schedule: "0 3 * * *"', '+  schedule: "*/15 * * * *"'),
      ),
      near: [commit(`${c.stem}: show time of totals`, "own", patch(c.ts("totals-view.ts"), "+  const at = totals.at;"))],
      moves: [
        { place: "dependency", metric: "db_lock_wait_ms", from: 2, to: 5400, shape: "saw" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 5600 },
      ],
      errors: [
        { place: "dependency", message: "canceling statement due to lock timeout: UPDATE totals SET amount" },
        { place: "own", message: `reading totals of ${c.noun} {id} took {ms}ms` },
      ],
      usual: `totals of {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2s` },
      spans: [
        { place: "own", operation: "GET /totals" },
        { place: "dependency", operation: "SELECT totals", error: "lock timeout" },
      ],
    }),
  },
  {
    name: "licence of a component ran out (expiry)",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy scanner client of ${c.stem}`,
          "own",
          patch(
            c.go("scan/client.go"),
            "-	r, err := c.scan(b)",
            "-	if err != nil { return err }",
            "-	return check(r)",
            "+	r, err := c.scan(b)",
            "+	if err != nil {",
            "+		return err",
            "+	}",
            "+	return check(r)",
          ),
        ),
      ],
      moves: [{ place: "own", metric: "scan_failures_ratio", from: 0, to: 1 }],
      errors: [{ place: "own", message: "scan engine refused file {id}: licence expired 0 days ago" }],
      usual: "scanned {id}",
      alert: { metric: "scan_failures_ratio", summary: `${c.own} scans nothing` },
      spans: [{ place: "own", operation: "scan", error: "licence expired" }],
    }),
  },
  {
    name: "a map provider limits (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: tidy address form`, "own", patch(c.ts("address-form.ts"), "-  const a = form.address;\n", "+  const { address } = form;")),
        other("config", `${c.own} geocoder cache`, "own", "geocoder.cacheEntries: 9000 -> 10000"),
      ],
      moves: [
        { place: "own", metric: "geocode_failures_ratio", from: 0.01, to: 0.7 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.2 },
      ],
      errors: [{ place: "own", message: "geocoding failed: https://maps.geoworld.example/v1/find answered 502 Bad Gateway request={id}" }],
      usual: "geocoded {id}",
      alert: { metric: "geocode_failures_ratio", summary: `${c.own} geocoding fails` },
      spans: [{ place: "own", operation: "GET maps.geoworld.example/v1/find", error: "502 Bad Gateway" }],
    }),
  },
  {
    name: "a disk is dying (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: flush in one place`,
          "own",
          patch(c.go("wal/flush.go"), "-	return f.Sync()", "+	return flush(f)", "+}", "+func flush(f *os.File) error {", "+	return f.Sync()"),
        ),
      ],
      moves: [
        { place: "own", metric: "disk_write_latency_ms", from: 2, to: 900 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 40, to: 3300 },
      ],
      errors: [
        { place: "own", message: "kernel: blk_update_request: I/O error, dev nvme1n1, sector {n}" },
        { place: "own", message: "write of segment {id} took {ms}ms" },
      ],
      usual: "segment {id} written",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1s` },
      spans: [{ place: "own", operation: "append", error: "input/output error" }],
    }),
  },
];

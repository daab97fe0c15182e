import { commit, other, patch, type Scenario } from "../scenario.ts";

/** More work, or less room for it. */
export const LOAD_MORE: readonly Scenario[] = [
  {
    name: "the time between polls is cut (Kafka)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: faster failover of consumers`,
        "own",
        patch(c.yaml("consumer.yaml"), " consumer:", "-  max.poll.interval.ms: 300000", "+  max.poll.interval.ms: 15000", "   group.id: main"),
      ),
      near: [commit(`${c.stem}: log partitions`, "own", patch(c.java("Partitions.java"), '+    log.info("assigned {}", partitions);'))],
      moves: [
        { place: "own", metric: "consumer_rebalances_per_hour", from: 0, to: 140 },
        { place: "own", metric: "consumer_lag_records", from: 60, to: 240_000, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message: "CommitFailedException: Offset commit cannot be completed since the consumer is not part of an active group, member {id} left",
        },
      ],
      usual: `committed batch of ${c.noun}s at {n}`,
      alert: { metric: "consumer_lag_records", summary: `${c.own} consumer group lag above 50000` },
      spans: [{ place: "own", operation: "poll", error: "CommitFailedException" }],
    }),
  },
  {
    name: "the key holds what differs each time (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: personalised ${c.noun} list`,
        "own",
        patch(
          c.ts("lists/loader.ts"),
          `-  const entry = await this.store.through(\`${c.noun}s:\${region}\`, () => this.load(region));`,
          `+  const entry = await this.store.through(\`${c.noun}s:\${region}:\${visitor.sessionId}\`, () => this.load(region));`,
        ),
      ),
      near: [commit(`${c.stem}: smaller payload of ${c.noun} list`, "own", patch(c.ts("lists/view.ts"), "-  note: row.note,", ""))],
      moves: [
        { place: "own", metric: "cache_hit_ratio", from: 0.97, to: 0.06 },
        { place: "dependency", metric: "cpu_percent", from: 30, to: 96 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 1900 },
      ],
      errors: [{ place: "own", message: `slow load of ${c.noun}s region=eu took {ms}ms`, share: 0.6 }],
      usual: `list of ${c.noun}s served`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 500ms for 5m` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s` },
        { place: "own", operation: "lists.load" },
        { place: "dependency", operation: "db.query" },
      ],
    }),
  },
  {
    name: "connections are no longer kept (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: shared transport for outgoing calls`,
        "own",
        patch(
          c.go("httpx/transport.go"),
          " func newTransport() *http.Transport {",
          "-	return &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: 90 * time.Second}",
          "+	return &http.Transport{DisableKeepAlives: true}",
          " }",
        ),
      ),
      near: [commit(`${c.stem}: user agent`, "own", patch(c.go("httpx/agent.go"), '-const agent = "a"', '+const agent = "a/2"'))],
      moves: [
        { place: "own", metric: "tls_handshakes_per_sec", from: 2, to: 900 },
        { place: "own", metric: "tcp_time_wait_sockets", from: 40, to: 27_000 },
        { place: "own", metric: "http_client_duration_p99_ms", from: 40, to: 1300 },
      ],
      errors: [{ place: "own", message: `dial tcp 10.4.1.{n}:443: connect: cannot assign requested address` }],
      usual: `called ${c.dependency} in {ms}ms`,
      alert: { metric: "http_client_duration_p99_ms", summary: `${c.own} outgoing calls p99 above 1s` },
      spans: [
        { place: "own", operation: `POST ${c.dependency}`, error: "connect: cannot assign requested address" },
        { place: "dependency", operation: "handle" },
      ],
    }),
  },
  {
    name: "a caller asks eight times (YAML)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.caller}: be patient with ${c.own}`,
        "caller",
        patch(
          `deploy/${c.caller}/resilience.yaml`,
          `   ${c.own}:`,
          "-    maxAttempts: 2",
          "-    waitDuration: 200ms",
          "+    maxAttempts: 8",
          "+    waitDuration: 0ms",
        ),
      ),
      near: [commit(`${c.stem}: name threads`, "own", patch(c.java("Threads.java"), '-    setName("t")', '+    setName("worker")'))],
      moves: [
        { place: "own", metric: "requests_per_sec", from: 110, to: 780 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 120, to: 4100 },
        { place: "own", metric: "cpu_percent", from: 45, to: 99 },
      ],
      errors: [
        { place: "caller", message: `call of ${c.own} failed, attempt {n} of 8` },
        { place: "own", message: `request {id} rejected: worker queue is full` },
      ],
      usual: `answered ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 1s; worker queue full` },
      spans: [
        { place: "caller", operation: `GET ${c.own}`, error: "503" },
        { place: "own", operation: "GET", error: "worker queue is full" },
      ],
    }),
  },
  {
    name: "a watcher is never told to end (Go, slow leak)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: watch ${c.noun} status per request`,
        "own",
        patch(
          c.go("status/watch.go"),
          "-	ctx, stop := context.WithCancel(r.Context())",
          "-	defer stop()",
          "-	updates := w.Subscribe(ctx, id)",
          "+	updates := w.Subscribe(context.Background(), id)",
        ),
      ),
      near: [commit(`${c.stem}: order of status fields`, "own", patch(c.go("status/json.go"), "-	A, B string", "+	B, A string"))],
      moves: [
        { place: "own", metric: "go_goroutines", from: 300, to: 120_000, shape: "ramp" },
        { place: "own", metric: "memory_used_mb", from: 380, to: 1980, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 1500, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "subscriber {n} of status updates is slow, dropping update", lag: 20 }],
      usual: `status of ${c.noun} {id} sent`,
      alert: { metric: "memory_used_mb", summary: `${c.own} memory above 90% of its limit` },
      spans: [{ place: "own", operation: "GET /status" }],
    }),
  },
  {
    name: "a crawler visits (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.edge}: robots file`, "edge", patch("web/public/robots.txt", "+Disallow: /admin")),
        commit(
          `${c.stem}: adjust buffer of ${c.noun} stream`,
          "own",
          patch(c.yaml("stream.yaml"), "-  bufferEntries: 4000", "+  bufferEntries: 4500"),
        ),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 210, to: 1900 },
        { place: "own", metric: "requests_per_sec", from: 80, to: 900 },
        { place: "own", metric: "cpu_percent", from: 40, to: 99 },
        { place: "edge", metric: "http_server_duration_p99_ms", from: 200, to: 3100, lag: 1 },
      ],
      errors: [{ place: "edge", message: "shedding request {id}: queue length {n}", lag: 1 }],
      usual: `page of ${c.noun} {id}`,
      alert: { place: "edge", metric: "http_server_duration_p99_ms", summary: `${c.edge} p99 latency above 1s` },
      spans: [
        { place: "edge", operation: "GET /catalogue" },
        { place: "own", operation: "GET" },
      ],
      firstFailing: "edge",
    }),
  },
  {
    name: "a payment provider is out (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy capture client`,
          "own",
          patch(
            c.go("capture/client.go"),
            "-	resp, err := c.http.Do(req)",
            "-	if err != nil { return nil, err }",
            "+	resp, err := c.http.Do(req)",
            "+	if err != nil {",
            "+		return nil, err",
            "+	}",
          ),
        ),
        other("flag", `flag ${c.stem}_saved_cards off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "capture_error_ratio", from: 0.004, to: 0.9 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.5 },
      ],
      errors: [
        { place: "own", message: "capture {id} failed: POST https://api.paywell.example/v2/captures 503 Service Unavailable after {ms}ms" },
        { place: "caller", message: `${c.own} returned 502 for order {id}`, share: 0.5 },
      ],
      usual: `captured ${c.noun} {id}`,
      alert: { metric: "capture_error_ratio", summary: `${c.own} capture errors above 5%` },
      spans: [
        { place: "caller", operation: "POST /orders", error: "502" },
        { place: "own", operation: "POST api.paywell.example/v2/captures", error: "503 Service Unavailable" },
      ],
      outputs: [
        {
          command: "status-feed",
          text: JSON.stringify([{ vendor: "Paywell", status: "major_outage", title: "Elevated errors on captures", started_at: "{onset}" }]),
        },
      ],
    }),
  },
  {
    name: "an availability zone loses its network (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [commit(`${c.stem}: spread replicas note`, null, patch("docs/zones.md", "+Replicas are spread."))],
      moves: [
        { place: "own", metric: "packet_loss_ratio", from: 0, to: 0.4 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 8000 },
        { place: "dependency", metric: "http_server_duration_p99_ms", from: 30, to: 5000 },
      ],
      errors: [
        { place: "own", message: "read tcp 10.2.{n}.4:5432: i/o timeout" },
        { place: "own", message: "node ip-10-2-{n}-9 not ready: kubelet stopped posting node status (zone b)" },
      ],
      usual: `stored ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2s` },
      spans: [{ place: "own", operation: "store", error: "i/o timeout" }],
    }),
  },
];

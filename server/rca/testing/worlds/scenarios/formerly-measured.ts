import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents that measured earlier weights at first sight, and have been among those that later ones are made with. */
export const FORMERLY_MEASURED: readonly Scenario[] = [
  {
    name: "the page token is dropped (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: walk ${c.noun}s in one function`,
        "own",
        patch(
          c.go("walk.go"),
          '-	for token := ""; ; token = page.Next {',
          "-		page := list(ctx, token)",
          "+	for {",
          '+		page := list(ctx, "")',
          " 		handle(page.Rows)",
          ' 		if page.Next == "" {',
        ),
      ),
      near: [commit(`${c.stem}: doc for the walk`, "own", patch(c.go("doc.go"), "+// Walking reads all pages."))],
      moves: [
        { place: "own", metric: "sync_duration_seconds", from: 30, to: 3600 },
        { place: "dependency", metric: "list_calls_per_sec", from: 3, to: 260 },
      ],
      errors: [{ place: "own", message: `walk of ${c.noun}s still on page 1 after {n} rounds, token unchanged` }],
      usual: `walked {n} ${c.noun}s`,
      alert: { metric: "sync_duration_seconds", summary: `${c.own} synchronisation of ${c.noun}s does not end` },
      spans: [
        { place: "own", operation: "walk" },
        { place: "dependency", operation: "list" },
      ],
    }),
  },
  {
    name: "a compiled asset is served under another path (Vite)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "web: serve assets from the CDN",
        "edge",
        patch("web/vite.config.ts", '-  base: "/",', '+  base: "https://static.assets.internal/web/",'),
      ),
      near: [commit("web: smaller logo", "edge", patch("web/public/logo.svg", '-<svg width="80">', '+<svg width="64">'))],
      moves: [
        { place: "edge", metric: "asset_404_per_sec", from: 0, to: 140 },
        { place: "edge", metric: "page_loads_completed_ratio", from: 0.98, to: 0.2 },
      ],
      errors: [{ place: "edge", message: "GET https://static.assets.internal/web/index-{id}.js failed: 404" }],
      usual: "GET / 200 {ms}ms",
      alert: { place: "edge", metric: "page_loads_completed_ratio", summary: `${c.edge}: pages stay blank, scripts not found` },
      spans: [{ place: "edge", operation: "GET script", error: "404" }],
      firstFailing: "edge",
    }),
  },
  {
    name: "a semaphore of one (Kotlin)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Protect the renderer",
        "own",
        patch(
          c.java("Renderer.kt"),
          `+    private val permits = Semaphore(1)`,
          `-    fun render(${c.noun}: ${c.Noun}) = engine.render(${c.noun})`,
          `+    fun render(${c.noun}: ${c.Noun}) = permits.withPermit { engine.render(${c.noun}) }`,
        ),
      ),
      near: [commit("Name the renderer's metrics", "own", patch(c.java("RendererMetrics.kt"), '-    counter("r")', '+    counter("renderer")'))],
      moves: [
        { place: "own", metric: "render_wait_ms", from: 2, to: 5200 },
        { place: "own", metric: "http_server_duration_p95_ms", from: 140, to: 5600 },
      ],
      errors: [{ place: "own", message: `render of ${c.noun} {id} waited {ms}ms for a permit` }],
      usual: `rendered ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p95_ms", summary: `${c.own} p95 above 2 s` },
      spans: [
        { place: "edge", operation: "GET" },
        { place: "own", operation: "render" },
      ],
    }),
  },
  {
    name: "the body is read twice (Node)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Verify webhook signatures",
        "own",
        patch(
          c.ts("webhook.ts"),
          "+  const raw = await request.text();",
          "+  verify(raw, request.headers);",
          "   const event = await request.json();",
        ),
      ),
      near: [commit("Explain webhooks", null, patch("docs/webhooks.md", "+Signatures are verified."))],
      moves: [{ place: "own", metric: "webhooks_failed_ratio", from: 0.001, to: 1 }],
      errors: [{ place: "own", message: "TypeError: Body is unusable: Body has already been read webhook={id}" }],
      usual: "webhook {id} accepted",
      alert: { metric: "webhooks_failed_ratio", summary: `${c.own} fails on all webhooks` },
      spans: [{ place: "own", operation: "POST /webhook", error: "Body has already been read" }],
    }),
  },
  {
    name: "prices in the wrong currency (PHP)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Use the account's currency",
        "own",
        patch(
          `${c.stem}/src/Price.php`,
          "-        return new Money($amount, $order->currency);",
          "+        return new Money($amount, $account->defaultCurrency);",
        ),
      ),
      near: [
        commit(
          "Sort currencies in the admin list",
          "own",
          patch(`${c.stem}/src/Admin/Currencies.php`, "-        return $all;", "+        sort($all);", "+        return $all;"),
        ),
      ],
      moves: [{ place: "dependency", metric: "captures_declined_ratio", from: 0.02, to: 0.4 }],
      errors: [{ place: "dependency", message: `capture of ${c.noun} {id} declined: currency mismatch between authorisation and capture` }],
      usual: `priced ${c.noun} {id}`,
      alert: { place: "dependency", metric: "captures_declined_ratio", summary: `${c.dependency} declines captures: currency mismatch` },
      spans: [
        { place: "own", operation: "price" },
        { place: "dependency", operation: "capture", error: "currency mismatch" },
      ],
      firstFailing: "dependency",
    }),
  },
  {
    name: "the queue is purged of priorities (config)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other("config", `${c.own} consumers`, "own", "consumers.prefetch: 50 -> 5000"),
      near: [other("config", `${c.own} dashboard title`, "own", "dashboard.title: Queue -> Queues")],
      moves: [
        { place: "own", metric: "unacked_messages", from: 60, to: 9000 },
        { place: "own", metric: "memory_working_set_mb", from: 300, to: 1900, shape: "ramp" },
        { place: "own", metric: "message_age_p95_seconds", from: 1, to: 240 },
      ],
      errors: [{ place: "own", message: "delivery acknowledgement on channel {n} timed out, consumer holds too many messages" }],
      usual: "message {id} done",
      alert: { metric: "message_age_p95_seconds", summary: `${c.own} messages wait for minutes` },
      spans: [{ place: "own", operation: "consume", error: "acknowledgement timed out" }],
    }),
  },
  {
    name: "an ingress without its annotation (YAML)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: clean ingress`,
        "own",
        patch(c.yaml("ingress.yaml"), "   annotations:", '-    nginx.ingress.kubernetes.io/proxy-body-size: "50m"', "   name: web"),
      ),
      near: [commit(`${c.stem}: comment ingress`, "own", patch(c.yaml("ingress-admin.yaml"), "+# only for administrators"))],
      moves: [{ place: "own", metric: "uploads_rejected_ratio", from: 0.002, to: 0.7 }],
      errors: [{ place: "edge", message: "client intended to send too large body: {n}00000 bytes, 413 Request Entity Too Large" }],
      usual: `upload of ${c.noun} {id} stored`,
      alert: { metric: "uploads_rejected_ratio", summary: `${c.own} uploads answered with 413` },
      spans: [{ place: "edge", operation: "PUT /upload", error: "413 Request Entity Too Large" }],
    }),
  },
  {
    name: "a rollout of an experiment",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `experiment ${c.noun}-recommendations-graph treatment 1% -> 50%`, "own"),
      near: [other("flag", `experiment ${c.asideStem}-button-colour control 50% -> 10%`, "aside")],
      moves: [
        { place: "own", metric: "graph_query_duration_p99_ms", from: 30, to: 2800 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 3000 },
      ],
      errors: [{ place: "own", message: `recommendations graph traversal for ${c.noun} {id} took {ms}ms` }],
      usual: `page of ${c.noun} {id} in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "edge", operation: "GET" },
        { place: "own", operation: "graph.traverse" },
      ],
    }),
  },
  {
    name: "an identity provider is down",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: group login errors`,
          "own",
          patch(c.ts("login-errors.ts"), '-  throw new Error("login failed");', '+  throw new LoginError("login failed", cause);'),
        ),
        commit(`${c.stem}: remember the last tenant`, "own", patch(c.ts("login.ts"), '+  storage.set("tenant", tenant);')),
      ],
      moves: [{ place: "own", metric: "login_failure_ratio", from: 0.02, to: 0.95 }],
      errors: [{ place: "own", message: "token exchange with https://login.idhub.example answered 503 session={id}" }],
      usual: "login of {id}",
      alert: { metric: "login_failure_ratio", summary: `${c.own}: nobody can sign in` },
      spans: [{ place: "own", operation: "POST login.idhub.example/token", error: "503" }],
    }),
  },
  {
    name: "a partner's batch (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [commit(`${c.stem}: reuse buffers`, "own", patch(c.go("buffer.go"), "-	buf := make([]byte, size)", "+	buf := pool.Get(size)"))],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 150, to: 1300 },
        { place: "own", metric: "requests_per_sec", from: 60, to: 1150 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 2600, lag: 1 },
        { place: "own", metric: "cpu_percent", from: 35, to: 98 },
      ],
      errors: [{ place: "own", message: "overloaded: request {id} waited {ms}ms for a worker", lag: 1 }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "edge", operation: "POST /batch" },
        { place: "own", operation: "serve" },
      ],
    }),
  },
  {
    name: "memory of a machine (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [commit(`${c.stem}: checksum helper`, "own", patch(`${c.stem}/src/sum.rs`, "-    let sum = crc(&data);", "-    sum", "+    crc(&data)"))],
      moves: [
        { place: "own", metric: "checksum_failures_per_min", from: 0, to: 9 },
        { place: "own", metric: "ecc_errors_total_rate", from: 0, to: 40 },
      ],
      errors: [
        { place: "own", message: "kernel: EDAC MC0: uncorrectable ECC memory error on DIMM_A{n}" },
        { place: "own", message: "checksum of block {id} does not match" },
      ],
      usual: "block {id} written",
      alert: { metric: "checksum_failures_per_min", summary: `${c.own}: checksums of blocks do not match` },
      spans: [{ place: "own", operation: "write", error: "checksum does not match" }],
    }),
  },
];

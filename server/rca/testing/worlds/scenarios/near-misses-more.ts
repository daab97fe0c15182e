import { commit, other, patch, type Scenario } from "../scenario.ts";

/** More of those with harmless changes beside them that speak of the same things; in some nothing listed did it. */
export const NEAR_MISSES_MORE: readonly Scenario[] = [
  {
    name: "a command that looks at all keys (TypeScript, Redis)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: drop stale ${c.noun} drafts on save`,
        "own",
        patch(
          c.ts("drafts.ts"),
          "   async save(draft: Draft) {",
          "     await this.redis.set(keyOf(draft), encode(draft));",
          `+    const stale = await this.redis.keys("draft:" + draft.owner + ":*");`,
          "+    if (stale.length > 10) await this.redis.del(...stale.slice(10));",
          "   }",
        ),
      ),
      near: [
        commit(`${c.stem}: type drafts`, "own", patch(c.ts("draft-types.ts"), "+export interface Draft { owner: string; body: string }")),
        commit(`${c.stem}: longer life of drafts`, "own", patch(c.ts("draft-settings.ts"), "-const DRAFT_DAYS = 7;", "+const DRAFT_DAYS = 8;")),
      ],
      moves: [
        { place: "dependency", metric: "redis_command_duration_p99_ms", from: 1, to: 840 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 2200 },
        { place: "caller", metric: "http_server_duration_p99_ms", from: 90, to: 2500 },
      ],
      errors: [{ place: "own", message: "redis slowlog: KEYS draft:u-{n}:* took {ms}ms" }],
      usual: "draft {id} saved",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1s, cache slow` },
      spans: [
        { place: "own", operation: "POST /drafts" },
        { place: "dependency", operation: "KEYS" },
      ],
    }),
  },
  {
    name: "bodies are packed twice (Go, middleware)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: compress large answers`,
        "own",
        patch(
          c.go("http/server.go"),
          " 	handler := routes(deps)",
          "+	handler = gzhttp.GzipHandler(handler)",
          " 	handler = withEncoding(handler)",
          " 	return &http.Server{Handler: handler}",
        ),
      ),
      near: [
        commit("feat: support gzip request bodies", null, { path: "internal/middleware/gzip.go", lines: [] }),
        commit(
          `refactor: tidy ${c.noun} json encoding`,
          "own",
          patch(c.go("http/json.go"), "-	return json.NewEncoder(w).Encode(v)", "+	enc := json.NewEncoder(w)", "+	return enc.Encode(v)"),
        ),
      ],
      moves: [
        { place: "caller", metric: "decode_errors_ratio", from: 0, to: 0.97 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.5 },
      ],
      errors: [{ place: "caller", message: `decode answer of ${c.own}: invalid character '\\x1f' looking for beginning of value` }],
      usual: `answered ${c.noun} {id}`,
      alert: { place: "caller", metric: "decode_errors_ratio", summary: `${c.caller} cannot read answers of ${c.own}` },
      spans: [
        { place: "caller", operation: "load", error: "invalid character looking for beginning of value" },
        { place: "own", operation: `GET /${c.noun}s` },
      ],
      firstFailing: "caller",
    }),
  },
  {
    name: "no leeway for clocks (Ruby)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Verify partner tokens with the shared helper",
        "own",
        patch(
          `${c.stem}/app/auth/partner_token.rb`,
          "-    JWT.decode(raw, key, true, algorithm: 'RS256', iat_leeway: 60, nbf_leeway: 60)",
          "+    Tokens.decode!(raw, key)",
        ),
      ),
      near: [commit("Spell partner right", "own", patch(`${c.stem}/app/auth/messages.rb`, '-  PARTNR = "partnr"', '+  PARTNER = "partner"'))],
      moves: [{ place: "own", metric: "partner_calls_rejected_ratio", from: 0.001, to: 0.23 }],
      errors: [{ place: "own", message: "JWT::ImmatureSignature: Signature nbf has not been reached partner=p-{n}" }],
      usual: "partner call {id} accepted",
      alert: { metric: "partner_calls_rejected_ratio", summary: `${c.own} rejects a quarter of partner calls` },
      spans: [{ place: "own", operation: "POST /partner", error: "Signature nbf has not been reached" }],
    }),
  },
  {
    name: "too many in one write (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `perf: fewer round trips when saving ${c.noun}s`,
        "own",
        patch(c.py("store/write.py"), "-CHUNK = 25", "+CHUNK = 250", " ", " def save(items):", "     for part in chunks(items, CHUNK):"),
      ),
      near: [
        commit(`perf: reuse session when reading ${c.noun}s`, "own", patch(c.py("store/read.py"), "-    s = boto3.Session()", "+    s = SESSION")),
        commit(`docs: how ${c.noun}s are saved`, null, patch("docs/saving.md", "+They are written in chunks.")),
      ],
      moves: [
        { place: "own", metric: "save_failures_ratio", from: 0, to: 0.7 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.003, to: 0.45 },
      ],
      errors: [
        {
          place: "own",
          message:
            "ValidationException: 1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Member must have length less than or equal to 25",
        },
        { place: "caller", message: `saving ${c.noun} {id}: ${c.own} returned 500`, share: 0.5 },
      ],
      usual: `saved {n} ${c.noun}s`,
      alert: { metric: "save_failures_ratio", summary: `${c.own} fails to save ${c.noun}s` },
      spans: [
        { place: "caller", operation: "PUT", error: "500" },
        { place: "own", operation: "BatchWriteItem", error: "ValidationException" },
      ],
    }),
  },
  {
    name: "the library moved on (Node, dependency)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `chore(${c.stem}): upgrade http client`,
        "own",
        patch(`${c.stem}/package.json`, '-    "got": "11.8.6",', '+    "got": "14.2.0",'),
      ),
      near: [
        commit(`${c.stem}: name the client`, "own", patch(c.ts("client/agent.ts"), '-const agent = "svc";', '+const agent = "svc-client";')),
        commit("chore: bump typescript", null, patch("package.json", '-    "typescript": "5.4.2",', '+    "typescript": "5.4.5",')),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 1 },
        { place: "own", metric: "process_restarts", from: 0, to: 12 },
      ],
      errors: [{ place: "own", message: "Error [ERR_REQUIRE_ESM]: require() of ES Module node_modules/got/dist/source/index.js not supported" }],
      usual: `answered {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} does not start after release` },
      spans: [{ place: "edge", operation: "GET", error: "503" }],
    }),
  },
  {
    name: "a partner sends a broken file (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy ${c.noun} line parser`,
          "own",
          patch(
            c.py("parse_lines.py"),
            "-    cols = line.split(SEP)",
            "-    return Row(cols[0], cols[1])",
            "+    first, second, *_ = line.split(SEP)",
            "+    return Row(first, second)",
          ),
        ),
        commit(`chore(deps): bump csv patch`, "own", patch("go.mod", "-	example.org/csv v1.4.1", "+	example.org/csv v1.4.2")),
      ],
      moves: [
        { place: "own", metric: "import_failures_ratio", from: 0, to: 1 },
        { place: "own", metric: "imports_waiting", from: 2, to: 340, shape: "ramp" },
      ],
      errors: [{ place: "own", message: `malformed row: file=partner-feed-20931.csv offset=88121 unexpected value in column 7; redelivering` }],
      usual: `imported {n} rows`,
      alert: { metric: "import_failures_ratio", summary: `${c.own} import of partner files stands still` },
      spans: [{ place: "own", operation: "import", error: "malformed row file=partner-feed-20931.csv offset=88121" }],
    }),
  },
  {
    name: "a batch job beside it takes the machine (noisy neighbour)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: candidate cache a little larger`, "own", patch(c.yaml("cache.yaml"), "-  entries: 50000", "+  entries: 60000")),
        commit(
          `refactor(${c.stem}): extract scorer`,
          "own",
          patch(
            c.go("rank.go"),
            "-		c.score = w0 + w1*c.hits",
            "+		c = scored(c, w0, w1)",
            "+func scored(c cand, w0, w1 float64) cand {",
            "+	c.score = w0 + w1*c.hits",
            "+	return c",
            "+}",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "container_cpu_cfs_throttled_seconds", from: 0, to: 60 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 3800 },
        { place: "dependency", metric: "node_cpu_utilization_ratio", from: 0.4, to: 0.99 },
      ],
      errors: [
        { place: "own", message: "handler over its budget; runqueue delayed (cpu contended) node=pool-2-{n}" },
        { place: "dependency", message: "Node pool-2-{n} under increasing CPU load from co-located pod reports-export" },
      ],
      usual: "ranked {n}",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 500ms; upstreams degraded` },
      spans: [{ place: "own", operation: "rank", error: "deadline exceeded (cpu-starved on node pool-2)" }],
    }),
  },
  {
    name: "the object store of the provider is slow (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: name of upload spans`, "own", patch(c.ts("upload/trace.ts"), '-  span("put")', '+  span("upload.put")')),
        other("config", `${c.own} upload concurrency`, "own", "upload.concurrency: 8 -> 9"),
      ],
      moves: [
        { place: "own", metric: "upload_duration_p99_ms", from: 300, to: 19_000 },
        { place: "own", metric: "upload_failures_ratio", from: 0.001, to: 0.35 },
      ],
      errors: [{ place: "own", message: "PUT https://eu1.objects.cloudpile.example/media/{id} failed: 503 SlowDown after {ms}ms" }],
      usual: "uploaded {id}",
      alert: { metric: "upload_failures_ratio", summary: `${c.own} uploads fail` },
      spans: [{ place: "own", operation: "PUT eu1.objects.cloudpile.example", error: "503 SlowDown" }],
      outputs: [
        {
          command: "status-feed",
          text: JSON.stringify([
            { vendor: "Cloudpile", component: "objects eu1", status: "degraded_performance", title: "Object storage in eu1 answers slowly" },
          ]),
        },
      ],
    }),
  },
  {
    name: "a sale begins (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy ${c.noun} gateway handler`,
          "edge",
          patch(
            "services/gateway/handler.go",
            "-	var req Req",
            '-	if err := json.NewDecoder(r.Body).Decode(&req); err != nil { http.Error(w, "bad", 400); return }',
            "+	req, err := decodeRequest[Req](r)",
            "+	if err != nil { writeError(w, 400, err); return }",
          ),
        ),
        other("flag", "flag spring_banner off->on", "edge"),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 300, to: 1500 },
        { place: "caller", metric: "requests_per_sec", from: 120, to: 640 },
        { place: "edge", metric: "request_queue_depth", from: 2, to: 260 },
        { place: "edge", metric: "http_server_duration_p99_ms", from: 150, to: 2200, lag: 1 },
      ],
      errors: [{ place: "edge", message: "worker pool saturated, request queued queue_depth={n}", lag: 1 }],
      usual: "handled request",
      alert: { place: "edge", metric: "http_server_duration_p99_ms", summary: `${c.edge} p99 latency above 800ms for 3m` },
      spans: [
        { place: "edge", operation: "POST /api/checkout" },
        { place: "caller", operation: "place" },
      ],
      firstFailing: "edge",
    }),
  },
];

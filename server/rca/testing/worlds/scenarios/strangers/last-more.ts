import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** More of those that only measure. */
export const LAST_MORE: readonly Scenario[] = [
  {
    name: "measured: an alert rule of the mesh ejects too soon (Istio)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "mesh: be strict with bad hosts",
        "own",
        patch(
          c.yaml("destinationrule.yaml"),
          "   outlierDetection:",
          "-    consecutive5xxErrors: 20",
          "+    consecutive5xxErrors: 1",
          "     maxEjectionPercent: 100",
        ),
      ),
      near: [
        commit("mesh: panic threshold explained", null, patch("docs/mesh.md", "+See Envoy.")),
        other("flag", `flag ${c.stem}_dark_mode off->on`, "caller"),
      ],
      moves: [
        { place: "own", metric: "envoy_ejections_active", from: 0, to: 9 },
        { place: "caller", metric: "http_503_ratio", from: 0.001, to: 0.6 },
      ],
      errors: [
        { place: "caller", message: `503 no healthy upstream for ${c.own}, request {id}` },
        { place: "own", message: "host 10.2.0.{n} ejected after consecutive 5xx" },
      ],
      usual: "policy {id} read",
      alert: { place: "caller", metric: "http_503_ratio", summary: `${c.caller}: 503 from ${c.own}` },
      spans: [{ place: "caller", operation: "read policy", error: "503 no healthy upstream" }],
      firstFailing: "own",
    }),
  },
  {
    name: "measured: rows of a tenant are found by scanning (Rails migration)",
    kind: "migration",
    scene: (c) => ({
      guilty: commit(
        "Tenant ids as uuid",
        "own",
        patch(
          "db/migrate/20260502_tenant_uuid.rb",
          "+    add_column :entries, :tenant_uuid, :uuid",
          '+    execute "UPDATE entries SET tenant_uuid = t.uuid FROM tenants t WHERE t.id = entries.tenant_id"',
          "+    remove_column :entries, :tenant_id",
        ),
      ),
      near: [
        commit("Entries: restyle table", "own", patch("app/assets/entries.css", "+td { padding: 2px }")),
        commit("Entries: explain scopes", "own", patch("app/models/entry.rb", "+  # newest first")),
      ],
      moves: [
        { place: "own", metric: "db_query_p95_ms", from: 8, to: 2700 },
        { place: "own", metric: "db_seq_scans_per_sec", from: 0.2, to: 61 },
      ],
      errors: [{ place: "own", message: "query exceeded 2000ms: SELECT entries.* FROM entries WHERE tenant_uuid = $1 LIMIT 50" }],
      usual: "entries of tenant {id} in {ms}ms",
      alert: { metric: "db_query_p95_ms", summary: `${c.own}: queries are slow` },
      spans: [{ place: "own", operation: "SELECT entries" }],
      delay: [0, 4],
    }),
  },
  {
    name: "measured: a cache has no room for sessions (Redis, Helm)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "redis: keep within the node's budget",
        "dependency",
        patch(`charts/${c.dependencyStem}/redis.yaml`, "-  maxmemory: 4gb", "+  maxmemory: 256mb", "   maxmemory-policy: allkeys-lru"),
      ),
      near: [
        commit("sessions: longer cookie name", "own", patch(c.ts("cookie.test.ts"), "+expect(name.length).toBe(12);")),
        commit(
          "sessions: extract serializer",
          "own",
          patch(
            c.ts("session.ts"),
            "-  return JSON.stringify(s);",
            "+  return toJson(s);",
            "+}",
            "+function toJson(s: Session) {",
            "+  return JSON.stringify(s);",
          ),
        ),
      ],
      moves: [
        { place: "dependency", metric: "redis_evicted_keys_per_sec", from: 0, to: 880 },
        { place: "own", metric: "session_lost_ratio", from: 0.002, to: 0.33 },
      ],
      errors: [{ place: "own", message: "session {id} not in store, user sent to sign-in" }],
      usual: "session {id} renewed",
      alert: { metric: "session_lost_ratio", summary: `${c.own}: users are signed out` },
      spans: [{ place: "own", operation: "session.load", error: "not in store" }],
      firstFailing: "own",
    }),
  },
  {
    name: "measured: readings of a day pile up (Python, hours old)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Keep originals for audits",
        "own",
        patch(c.py("pipeline/cleanup.py"), " def finish(job):", "-    shutil.rmtree(job.workdir)", "     job.done = True"),
      ),
      near: [
        commit("pipeline: faster startup", "own", patch("tests/test_startup.py", "+def test_startup():")),
        commit("pipeline: delete unused fixture", "own", patch("tests/conftest.py", "-def unused():")),
      ],
      moves: [
        { place: "own", metric: "disk_used_percent", from: 38, to: 100, shape: "ramp" },
        { place: "own", metric: "jobs_failed_per_min", from: 0, to: 40, lag: 50 },
      ],
      errors: [{ place: "own", message: "OSError: [Errno 28] No space left on device: '/scratch/job-{id}'", lag: 50 }],
      usual: "job {id} done",
      alert: { metric: "jobs_failed_per_min", summary: `${c.own}: jobs fail, disk is full` },
      spans: [{ place: "own", operation: "job", error: "No space left on device" }],
      delay: [10, 40],
    }),
  },
  {
    name: "measured: a switch goes to one country too many (flag)",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", "flag instant_payout countries: [NO] -> [NO, SE, DK]", "own"),
      near: [
        other("flag", "flag payout_confetti off->on", "caller"),
        commit("payouts: currency of tests", "own", patch("test/payout_test.rb", "+  currency 'SEK'")),
      ],
      moves: [
        { place: "own", metric: "payout_failures_per_min", from: 1, to: 85 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.1 },
      ],
      errors: [{ place: "own", message: "instant_payout: no clearing account configured for country SE, payout {id}" }],
      usual: "payout {id} sent",
      alert: { metric: "payout_failures_per_min", summary: `${c.own}: payouts fail` },
      spans: [{ place: "own", operation: "payout", error: "no clearing account configured" }],
    }),
  },
  {
    name: "measured: a new season of a series (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: lower log noise`, "own", patch(c.go("log.go"), '-	log.Print("x")', '+	log.Print("y")')),
        commit(`${c.stem}: sort episodes`, "own", patch(c.ts("episodes.test.ts"), "+it('sorts', () => {")),
        other("deploy", `deploy ${c.own} 90`, "own"),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 700, to: 5200 },
        { place: "own", metric: "requests_per_sec", from: 300, to: 2300 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 4100, lag: 2 },
      ],
      errors: [{ place: "own", message: "worker pool saturated, request {id} waited {ms}ms", lag: 2 }],
      usual: "episode {id} found",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s` },
      spans: [
        { place: "edge", operation: "GET /series", error: "504" },
        { place: "own", operation: "find episode" },
      ],
    }),
  },
  {
    name: "measured: text messages do not leave (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: rename sms template`, "own", patch("locales/sms/fr.json", '-  "hi": "Salut"', '+  "hi": "Bonjour"')),
        commit(`${c.stem}: inline sms helper`, "own", patch(c.py("sms.py"), "-    return _send(to, body)", "+    return client.send(to, body)")),
      ],
      moves: [{ place: "own", metric: "sms_failures_per_min", from: 0, to: 140 }],
      errors: [{ place: "own", message: "POST https://api.textlane.com/v1/messages 503 Service Unavailable, message {id} queued again" }],
      usual: "message {id} sent",
      alert: { metric: "sms_failures_per_min", summary: `${c.own}: text messages fail` },
      spans: [{ place: "own", operation: "POST api.textlane.com/v1/messages", error: "503" }],
      outputs: [
        {
          command: "vendor-status",
          text: '[{"vendor":"Textlane","status":"partial_outage","title":"Delays in message delivery","started_at":"{onset}"}]',
        },
      ],
    }),
  },
  {
    name: "measured: a network card of a rack (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: connection pool docs`, "own", patch("docs/pool.md", "+Twenty connections.")),
        commit(`${c.stem}: tidy client`, "own", patch(c.go("client.go"), "-	c := &client{}\n-	return c", "+	return &client{}")),
      ],
      moves: [
        { place: "own", metric: "tcp_retransmits_per_sec", from: 1, to: 320 },
        { place: "own", metric: "node_network_receive_errs_per_sec", from: 0, to: 95 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 1900 },
      ],
      errors: [
        { place: "own", message: "kernel: mlx5_core 0000:3b:00.0: link down, then up; CRC errors {n}" },
        { place: "caller", message: `${c.own}: read tcp: i/o timeout` },
      ],
      usual: "block {id} read",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [{ place: "caller", operation: "read", error: "i/o timeout" }],
    }),
  },
  {
    name: "measured: the key of a map provider ended (expiry)",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: read map key lazily`, "own", patch("test/map_key.test.ts", "+it('reads key', () => {")),
        commit(
          `${c.stem}: format of coordinates`,
          "own",
          patch(c.ts("coords.ts"), "-  const s = lat + ',' + lon;\n-  return s;", "+  return lat + ',' + lon;"),
        ),
      ],
      moves: [{ place: "own", metric: "tiles_failed_ratio", from: 0.001, to: 0.99 }],
      errors: [{ place: "own", message: "tile server answered 403: API key expired on 2026-05-01, tile {id}" }],
      usual: "tile {id} drawn",
      alert: { metric: "tiles_failed_ratio", summary: `${c.own}: maps stay blank` },
      spans: [{ place: "own", operation: "tile", error: "403 API key expired" }],
    }),
  },
];

import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Incidents that only measure: neither weights nor word lists were made with them. */
export const LAST: readonly Scenario[] = [
  {
    name: "measured: seats are held for milliseconds (Go, unit)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "holds: read duration from env",
        "own",
        patch(c.go("hold/config.go"), "-	HoldFor = 10 * time.Minute", '+	HoldFor = time.Duration(envInt("HOLD_FOR", 600)) * time.Millisecond'),
      ),
      near: [
        commit("holds: make seat map faster", "caller", patch("web/src/SeatMap.css", "-.seat { transition: all 1s }", "+.seat { transition: none }")),
        commit("holds: delete obsolete lock test", "own", patch(c.go("hold/lock_test.go"), "-func TestOldLock(t *testing.T) {}")),
      ],
      moves: [
        { place: "own", metric: "holds_released_before_payment", from: 2, to: 900 },
        { place: "caller", metric: "checkout_conflicts_ratio", from: 0.01, to: 0.44, lag: 1 },
      ],
      errors: [
        { place: "own", message: "hold {id} released after 600ms, seat offered again" },
        { place: "caller", message: "seat of order {id} is no longer held", share: 0.7 },
      ],
      usual: "hold {id} placed",
      alert: { metric: "holds_released_before_payment", summary: `${c.own}: holds end before customers pay` },
      spans: [{ place: "caller", operation: "pay", error: "409 seat no longer held" }],
    }),
  },
  {
    name: "measured: a page begins one too late (Kotlin)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Paging counts from one",
        "own",
        patch(c.java("Pages.kt"), "-    val offset = page * SIZE", "+    val offset = (page + 1) * SIZE"),
      ),
      near: [
        commit("Paging: urgent wording of empty state", "caller", patch("locales/en.json", '+  "empty": "Nothing here"')),
        other("deploy", `deploy ${c.own} 4411`, "own"),
      ],
      moves: [
        { place: "own", metric: "empty_pages_ratio", from: 0.03, to: 0.81 },
        { place: "caller", metric: "bounce_ratio", from: 0.2, to: 0.6, lag: 2 },
      ],
      errors: [{ place: "own", message: "page 0 of query {id} is empty although 12 rows match, offset=50" }],
      usual: "page of query {id} in {ms}ms",
      alert: { metric: "empty_pages_ratio", summary: `${c.own} answers with empty pages` },
      spans: [{ place: "own", operation: "GET /search" }],
    }),
  },
  {
    name: "measured: the proxy buffers no body (nginx)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "edge: stream uploads",
        "edge",
        patch(
          "nginx/uploads.conf",
          " location /upload {",
          "-    client_max_body_size 200m;",
          "+    client_max_body_size 1m;",
          "+    proxy_request_buffering off;",
        ),
      ),
      near: [
        commit(`${c.stem}: guard against huge uploads (docs)`, "own", patch("docs/uploads.md", "+Uploads are limited by the proxy.")),
        commit(`${c.stem}: move virus scan interface`, "own", patch(c.ts("scan/types.ts"), "+export interface Scanner { scan(): void }")),
      ],
      moves: [
        { place: "edge", metric: "http_413_per_min", from: 0, to: 210 },
        { place: "own", metric: "uploads_per_min", from: 90, to: 21 },
      ],
      errors: [{ place: "edge", message: "client intended to send too large body: {n}00000 bytes, request: POST /upload/{id}" }],
      usual: "upload {id} stored",
      alert: { place: "edge", metric: "http_413_per_min", summary: `${c.edge}: uploads are refused` },
      spans: [{ place: "edge", operation: "POST /upload", error: "413" }],
      firstFailing: "edge",
    }),
  },
  {
    name: "measured: a claim may no longer be listed (GCP, IAM)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "least privilege for claims runner",
        "own",
        patch(c.tf("iam.tf"), '-  role   = "roles/storage.objectViewer"', '+  role   = "roles/storage.objectCreator"'),
      ),
      near: [
        commit("claims: security headers", "edge", patch("edge/headers.md", "+HSTS is on.")),
        commit(
          "claims: simplify listing",
          "own",
          patch(c.py("listing.py"), "-    names = [b.name for b in blobs]\n-    return names", "+    return [b.name for b in blobs]"),
        ),
      ],
      moves: [
        { place: "own", metric: "claims_listing_failures", from: 0, to: 77 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.25 },
      ],
      errors: [{ place: "own", message: "403 GET storage/v1/b/claims/o: runner@prod does not have storage.objects.list access" }],
      usual: "listed claims of {id}",
      alert: { metric: "claims_listing_failures", summary: `${c.own} cannot list claims` },
      spans: [{ place: "own", operation: "list claims", error: "403" }],
      delay: [1, 6],
    }),
  },
  {
    name: "measured: the pool of threads has no bound (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Virtual-ready executor",
        "own",
        patch(c.java("Executors.java"), "-    return Executors.newFixedThreadPool(48);", "+    return Executors.newCachedThreadPool();"),
      ),
      near: [
        commit("Deadlock demo for the guild", null, patch("docs/guild/Deadlock.java.md", "+synchronized (a) {")),
        commit("Executor metrics", "own", patch(c.java("ExecutorMetrics.java"), '+    Gauge.builder("pool", e::size).register(r);')),
      ],
      moves: [
        { place: "own", metric: "jvm_threads_live", from: 90, to: 6200 },
        { place: "own", metric: "memory_used_mb", from: 900, to: 3900 },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.35, lag: 2 },
      ],
      errors: [
        {
          place: "own",
          message: "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached",
          lag: 2,
        },
      ],
      usual: "quote {id} made in {ms}ms",
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 10 %` },
      spans: [{ place: "own", operation: "make quote", error: "unable to create native thread" }],
    }),
  },
  {
    name: "measured: a feature of a contract goes (GraphQL)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "schema: drop deprecated fields",
        "dependency",
        patch(`${c.dependencyStem}/schema.graphql`, " type Shipment {", "-  eta: DateTime @deprecated", "   arrival: DateTime"),
      ),
      near: [
        commit(`${c.stem}: codegen`, "own", patch("src/generated/README.md", "+Generated.")),
        commit(`${c.stem}: drop moment`, "own", patch("package.json", '-    "prettier": "3.1.0",', '+    "prettier": "3.1.1",')),
      ],
      moves: [
        { place: "own", metric: "graphql_errors_per_min", from: 0, to: 410 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.5 },
      ],
      errors: [{ place: "own", message: `Cannot query field "eta" on type "Shipment" (answer of ${c.dependency}) for {id}` }],
      usual: "shipment {id} shown",
      alert: { metric: "graphql_errors_per_min", summary: `${c.own}: shipments do not load` },
      spans: [
        { place: "own", operation: "shipment", error: 'Cannot query field "eta"' },
        { place: "dependency", operation: "graphql", error: "400" },
      ],
    }),
  },
];

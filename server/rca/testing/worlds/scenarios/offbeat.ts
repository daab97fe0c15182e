import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents off the beaten track, told as teams tell them: the diff of several files, and neighbours of the same service. */
export const OFFBEAT: readonly Scenario[] = [
  {
    name: "the order of routes hides one (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: group routes`,
        "own",
        patch(
          c.ts("routes.ts"),
          `-router.get("/${c.noun}s/export", exportAll);`,
          ` router.get("/${c.noun}s/:id", show);`,
          `+router.get("/${c.noun}s/export", exportAll);`,
        ),
      ),
      near: [commit(`${c.stem}: export as csv with header`, "own", patch(c.ts("export-csv.ts"), "-  const out = [];", "+  const out = [HEADER];"))],
      moves: [{ place: "own", metric: "http_4xx_ratio", from: 0.01, to: 0.31 }],
      errors: [{ place: "own", message: `invalid ${c.noun} id "export": expected a uuid, answered 400` }],
      usual: `showed ${c.noun} {id}`,
      alert: { metric: "http_4xx_ratio", summary: `${c.own} 4xx ratio above 10%` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s/export`, error: "400" },
        { place: "own", operation: "show", error: "expected a uuid" },
      ],
    }),
  },
  {
    name: "an event is sent before the row is there (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Publish ${c.noun} events from the service layer`,
        "own",
        patch(
          c.java(`${c.Noun}Service.java`),
          "-  @TransactionalEventListener(phase = AFTER_COMMIT)",
          "+  @EventListener",
          `   void on${c.Noun}Saved(${c.Noun}Saved event) {`,
          "     bus.send(event);",
        ),
      ),
      near: [
        commit(`Name of the ${c.noun} topic in one place`, "own", patch(c.java("Topics.java"), `+  static final String SAVED = "${c.noun}-saved";`)),
      ],
      moves: [
        { place: "caller", metric: "event_handling_failures_per_min", from: 0, to: 70 },
        { place: "caller", metric: "retry_topic_messages", from: 3, to: 4100, shape: "ramp" },
      ],
      errors: [{ place: "caller", message: `${c.noun} {id} of event not found, ${c.own} answered 404; will retry` }],
      usual: `${c.noun} {id} saved`,
      alert: { place: "caller", metric: "event_handling_failures_per_min", summary: `${c.caller} cannot handle ${c.noun} events` },
      spans: [
        { place: "caller", operation: `handle ${c.noun}-saved`, error: "404" },
        { place: "own", operation: `GET /${c.noun}s/{id}`, error: "not found" },
      ],
      firstFailing: "caller",
    }),
  },
  {
    name: "numbers of devices are cut (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: smaller index entries`,
        "own",
        patch(
          c.go("index/entry.go"),
          " type entry struct {",
          "-	Device uint64",
          "+	Device uint32",
          "	Offset int64",
          " }",
          "-	e.Device = id",
          "+	e.Device = uint32(id)",
        ),
      ),
      near: [commit(`${c.stem}: bench of the index`, null, patch(c.go("index/entry_bench_test.go"), "+func BenchmarkEntry(b *testing.B) {}"))],
      moves: [
        { place: "own", metric: "lookups_empty_ratio", from: 0.02, to: 0.44 },
        { place: "caller", metric: "http_404_ratio", from: 0.01, to: 0.4 },
      ],
      errors: [{ place: "own", message: "index has no entry for device 8{n}13394421: wanted offset, got none" }],
      usual: "found device {n}",
      alert: { metric: "lookups_empty_ratio", summary: `${c.own} does not find known devices` },
      spans: [
        { place: "caller", operation: "GET /devices", error: "404" },
        { place: "own", operation: "lookup", error: "no entry for device" },
      ],
    }),
  },
  {
    name: "the proxy waits less than the work takes (nginx)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "edge: sane defaults",
        "edge",
        patch(
          "deploy/edge/nginx.conf",
          "   location /reports/ {",
          "-    proxy_read_timeout 300s;",
          "+    proxy_read_timeout 30s;",
          `     proxy_pass http://${c.own};`,
        ),
      ),
      near: [
        commit(`${c.stem}: shorter names in report`, "own", patch(c.py("report_names.py"), "-    name = row.full", "+    name = row.short")),
        commit("edge: log upstream time", "edge", patch("deploy/edge/log.conf", "+  log_format main '$upstream_response_time';")),
      ],
      moves: [{ place: "edge", metric: "http_504_per_min", from: 0, to: 65 }],
      errors: [
        {
          place: "edge",
          message: "upstream timed out (110: Connection timed out) while reading response header from upstream, request: GET /reports/{id}",
        },
      ],
      usual: "GET /reports/{id} 200",
      alert: { place: "edge", metric: "http_504_per_min", summary: `${c.edge}: reports end with 504` },
      spans: [
        { place: "edge", operation: "GET /reports", error: "504" },
        { place: "own", operation: "report" },
      ],
      firstFailing: "edge",
    }),
  },
  {
    name: "a client is made for each call (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: easier to test notifier`,
        "own",
        patch(
          c.py("notify.py"),
          "-_client = httpx.AsyncClient(limits=LIMITS)",
          "-",
          " async def notify(event, url):",
          "-    await _client.post(url, json=event)",
          "+    client = httpx.AsyncClient()",
          "+    await client.post(url, json=event)",
        ),
      ),
      near: [commit(`${c.stem}: test of notifier`, null, patch(`${c.stem}/tests/test_notify.py`, "+def test_notify(): ..."))],
      moves: [
        { place: "own", metric: "process_open_fds", from: 90, to: 65_000, shape: "ramp" },
        { place: "own", metric: "notifications_failed_ratio", from: 0.002, to: 0.9 },
      ],
      errors: [{ place: "own", message: "OSError: [Errno 24] Too many open files event={id}" }],
      usual: "notified {id}",
      alert: { metric: "notifications_failed_ratio", summary: `${c.own} cannot notify` },
      spans: [{ place: "own", operation: "notify", error: "Too many open files" }],
    }),
  },
  {
    name: "the cohort is reckoned otherwise (Kotlin)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Stable buckets of users",
        "own",
        patch(
          c.java("Buckets.kt"),
          "-    fun of(user: User) = (user.id.hashCode() and 0x7fffffff) % 100",
          "+    fun of(user: User) = murmur3(user.tenant) % 100",
        ),
      ),
      near: [commit("Explain buckets", null, patch("docs/buckets.md", "+A bucket is a number from 0 to 99."))],
      moves: [
        { place: "own", metric: "shard_hot_ratio", from: 1.1, to: 9.5 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 1700 },
      ],
      errors: [{ place: "own", message: "shard 17 is hot: {n} of 100 requests wait for bucket lock" }],
      usual: `served {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1s, one shard hot` },
      spans: [{ place: "own", operation: "GET" }],
    }),
  },
  {
    name: "an image of another processor (build)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "build: cheaper runners",
        "own",
        patch(`${c.stem}/build/release.yaml`, "   platforms:", "-    - linux/amd64", "+    - linux/arm64"),
      ),
      near: [commit(`${c.stem}: label image`, "own", patch(`${c.stem}/Dockerfile`, "+LABEL team=platform"))],
      moves: [
        { place: "own", metric: "available_replicas", from: 8, to: 0 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.9 },
      ],
      errors: [
        { place: "own", message: "exec /app/server: exec format error" },
        { place: "caller", message: `${c.own}: connection refused`, share: 0.5 },
      ],
      usual: "ready",
      alert: { place: "caller", metric: "http_5xx_ratio", summary: `${c.caller} 5xx above 50%: ${c.own} unreachable` },
      spans: [{ place: "caller", operation: "GET", error: "connection refused" }],
      firstFailing: "own",
    }),
  },
  {
    name: "the quota of a project is cut (quota)",
    kind: "quota",
    scene: (c) => ({
      guilty: other("quota", `project ${c.stem} requests to vision API 6000/min -> 600/min`, "own"),
      near: [
        other("quota", `project ${c.asideStem} disks 40 -> 50`, "aside"),
        commit(`${c.stem}: name of vision spans`, "own", patch(c.py("trace.py"), '-span("v")', '+span("vision")')),
      ],
      moves: [
        { place: "own", metric: "vision_calls_rejected_ratio", from: 0, to: 0.6 },
        { place: "own", metric: "pictures_waiting", from: 4, to: 5000, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "vision: RESOURCE_EXHAUSTED: quota exceeded for quota metric 'requests' picture={id}" }],
      usual: "labelled picture {id}",
      alert: { metric: "pictures_waiting", summary: `${c.own} backlog of pictures grows` },
      spans: [{ place: "own", operation: "vision.label", error: "RESOURCE_EXHAUSTED" }],
    }),
  },
];

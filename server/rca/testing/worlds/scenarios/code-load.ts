import { commit, patch, type Scenario } from "../scenario.ts";

/** Commits that make the same request dearer, or hurry it. */
export const CODE_LOAD: readonly Scenario[] = [
  {
    name: "one query for each row (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Show owner on the ${c.noun} list`,
        "own",
        patch(
          c.py(`views/${c.noun}_list.py`),
          `-    rows = ${c.Noun}.objects.select_related("owner").filter(tenant=tenant)`,
          `+    rows = ${c.Noun}.objects.filter(tenant=tenant)`,
          "+    for row in rows:",
          "+        row.owner_name = User.objects.get(pk=row.owner_id).display_name",
          "     return render(request, TEMPLATE, rows)",
        ),
      ),
      near: [
        commit(`Sort the ${c.noun} list header`, null, patch(c.py("templates/list.html"), "-<th>Owner</th>", '+<th class="owner">Owner</th>')),
        commit(
          `Tidy ${c.noun} list view`,
          "own",
          patch(
            c.py(`views/${c.noun}_detail.py`),
            `-    row = get_object_or_404(${c.Noun}, pk=pk)`,
            "-    return render(request, DETAIL, row)",
            `+    return render(request, DETAIL, get_object_or_404(${c.Noun}, pk=pk))`,
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "http_request_duration_p95_ms", from: 140, to: 2300 },
        { place: "own", metric: "db_queries_per_request", from: 4, to: 210 },
        { place: "edge", metric: "http_request_duration_p95_ms", from: 200, to: 2450 },
      ],
      errors: [{ place: "own", message: `slow request GET /${c.noun}s took {ms}ms with {n} queries` }],
      usual: `GET /${c.noun}s 200 {ms}ms`,
      alert: { metric: "http_request_duration_p95_ms", summary: `${c.own} p95 latency above 1 s` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s` },
        { place: "own", operation: `${c.noun}_list` },
      ],
    }),
  },
  {
    name: "a limit is gone and the table grows (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Return the full ${c.noun} history for export`,
        "own",
        patch(
          c.java(`${c.Noun}Repository.java`),
          `-    @Query(value = "select * from ${c.noun}_events where account = ?1 order by at desc limit 100", nativeQuery = true)`,
          `+    @Query(value = "select * from ${c.noun}_events where account = ?1 order by at desc", nativeQuery = true)`,
        ),
      ),
      near: [
        commit(
          `Allow paging backwards in ${c.noun} history`,
          "own",
          patch(
            c.java(`${c.Noun}Controller.java`),
            '+    boolean backwards = "back".equals(request.getParameter("direction"));',
            "+    if (backwards) Collections.reverse(page);",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "db_rows_read_per_query", from: 95, to: 800000, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 2400, shape: "ramp" },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.25, lag: 70 },
      ],
      errors: [
        { place: "own", message: `slow query (${"{ms}"}ms): select * from ${c.noun}_events where account = ?`, lag: 40 },
        { place: "caller", message: `${c.own} did not answer within 2000ms`, lag: 70 },
      ],
      usual: `history of account {id} read in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} latency p99 above 1500 ms, slow queries on ${c.noun}_events` },
      spans: [
        { place: "caller", operation: "history", error: "deadline of 2000ms exceeded" },
        { place: "own", operation: `${c.Noun}Repository.history` },
      ],
      delay: [1, 3],
    }),
  },
  {
    name: "a deadline is set too tight (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: fail fast when ${c.dependency} is slow`,
        "own",
        patch(
          c.go(`client/${c.dependencyStem}.go`),
          "-	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)",
          "+	ctx, cancel := context.WithTimeout(ctx, 150*time.Millisecond)",
          " 	defer cancel()",
        ),
      ),
      near: [
        commit(
          `${c.dependencyStem}: name the deadline in the cancelled counter`,
          "dependency",
          patch(`${c.dependencyStem}/internal/server/metrics.go`, "-	cancelled.Inc()", '+	cancelled.WithLabelValues("deadline").Inc()'),
        ),
        commit(
          `${c.stem}: raise client keep-alive`,
          "own",
          patch(c.go("client/keepalive.go"), "-	KeepAlive: 30 * time.Second,", "+	KeepAlive: 45 * time.Second,"),
        ),
      ],
      moves: [
        { place: "own", metric: "rpc_client_error_rate", from: 0.001, to: 0.34 },
        { place: "dependency", metric: "rpc_server_cancelled_rate", from: 0.001, to: 0.33 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 420, to: 190 },
      ],
      errors: [
        { place: "own", message: `${c.dependency} List${c.Noun}s: rpc error: code = DeadlineExceeded desc = context deadline exceeded after 150ms` },
      ],
      usual: `listed {n} ${c.noun}s via ${c.dependency} in {ms}ms`,
      alert: { metric: "rpc_client_error_rate", summary: `${c.own} client errors towards ${c.dependency} above 2 %` },
      spans: [
        { place: "own", operation: `List${c.Noun}s`, error: "DeadlineExceeded (150ms)" },
        { place: "dependency", operation: `List${c.Noun}s`, error: "cancelled by client" },
      ],
    }),
  },
  {
    name: "the cache key holds the time (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Make ${c.noun} cache tenant-aware`,
        "own",
        patch(c.py("cache/keys.py"), `-    return f"${c.noun}:{${c.noun}_id}"`, `+    return f"${c.noun}:{tenant}:{${c.noun}_id}:{time.time()}"`),
      ),
      near: [
        commit(
          "Log cache misses at info",
          "own",
          patch(c.py("cache/log.py"), '-        logger.debug("cache miss %s", key)', '+        logger.info("cache miss %s", key)'),
        ),
        commit(
          "Add histogram for cache reads",
          null,
          patch("libs/cache/metrics.py", '+READS = Histogram("cache_read_seconds", "Time of cache reads")'),
        ),
      ],
      moves: [
        { place: "own", metric: "cache_hit_ratio", from: 0.94, to: 0.01 },
        { place: "own", metric: "db_cpu_percent", from: 22, to: 96 },
        { place: "own", metric: "http_request_duration_p99_ms", from: 45, to: 900 },
      ],
      errors: [{ place: "own", message: `cache miss ${c.noun}:{id}, reading from database`, share: 3 }],
      usual: `${c.noun} {id} served from cache`,
      alert: { metric: "http_request_duration_p99_ms", summary: `${c.own} p99 above 500 ms, database CPU at 96 %` },
      spans: [{ place: "own", operation: `get_${c.noun}` }],
    }),
  },
  {
    name: "retries without a pause (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: retry failed ${c.noun} calls`,
        "own",
        patch(
          c.go("client/retry.go"),
          "-	res, err := c.do(req)",
          "+	for attempt := 0; attempt < 25; attempt++ {",
          "+		if res, err = c.do(req); err == nil {",
          "+			break",
          "+		}",
          "+	}",
        ),
      ),
      near: [
        commit(
          `${c.dependencyStem}: answer 429 with Retry-After`,
          "dependency",
          patch(`${c.dependencyStem}/internal/http/limit.go`, '+	w.Header().Set("Retry-After", "1")'),
        ),
      ],
      moves: [
        { place: "dependency", metric: "requests_per_sec", from: 220, to: 2600 },
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.42 },
        { place: "dependency", metric: "rate_limited_per_sec", from: 0, to: 1900 },
      ],
      errors: [
        { place: "own", message: `call to ${c.dependency} failed: 429 too many requests, attempt {n}` },
        { place: "dependency", message: `rate limit exceeded for client ${c.own}` },
      ],
      usual: `called ${c.dependency} for ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %, ${c.dependency} answers 429` },
      spans: [{ place: "own", operation: `get ${c.noun}`, error: "429 too many requests" }],
    }),
  },
];

import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents written after the weighing was done, to judge it: code. */
export const UNSEEN_CODE: readonly Scenario[] = [
  {
    name: "unseen: a comparison the wrong way round (Rust)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: respect the quiet period`,
        "own",
        patch(
          `${c.stem}/src/window.rs`,
          "-    if now - last_sent < self.quiet_period {",
          "+    if now - last_sent > self.quiet_period {",
          "         return Decision::Skip;",
          "     }",
        ),
      ),
      near: [
        commit(`${c.stem}: derive Debug for Decision`, "own", patch(`${c.stem}/src/decision.rs`, "-#[derive(Clone)]", "+#[derive(Clone, Debug)]")),
      ],
      moves: [
        { place: "own", metric: "notifications_sent_per_min", from: 40, to: 2600 },
        { place: "dependency", metric: "rejected_ratio", from: 0.001, to: 0.6 },
      ],
      errors: [
        { place: "dependency", message: `too many messages for ${c.noun} {id}: 429, quiet period not respected` },
        { place: "own", message: "decision Send for window {id}", share: 3 },
      ],
      usual: "decision Skip for window {id}",
      alert: { metric: "notifications_sent_per_min", summary: `${c.own} sends 60 times as many notifications as usual` },
      spans: [
        { place: "own", operation: "decide" },
        { place: "dependency", operation: "send", error: "429 too many messages" },
      ],
    }),
  },
  {
    name: "unseen: work is done on the request's thread (C#)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Render ${c.noun} PDFs right away`,
        "own",
        patch(
          `${c.stem}/src/${c.Noun}Controller.cs`,
          `-        await _queue.EnqueueAsync(new RenderJob(${c.noun}.Id));`,
          "-        return Accepted();",
          `+        var pdf = _renderer.Render(${c.noun});`,
          '+        return File(pdf, "application/pdf");',
        ),
      ),
      near: [
        commit(
          `Raise the PDF font size`,
          "own",
          patch(`${c.stem}/src/Fonts.cs`, "-    public const int Body = 10;", "+    public const int Body = 11;"),
        ),
      ],
      moves: [
        { place: "own", metric: "threadpool_queue_length", from: 0, to: 420 },
        { place: "own", metric: "http_server_duration_p95_ms", from: 60, to: 6400 },
        { place: "own", metric: "cpu_percent", from: 25, to: 98 },
      ],
      errors: [
        { place: "own", message: `thread pool starved: render of ${c.noun} {id} took {ms}ms` },
        { place: "edge", message: `504 from ${c.own}` },
      ],
      usual: `queued render of ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p95_ms", summary: `${c.own} p95 above 2 s, thread pool starved` },
      spans: [
        { place: "edge", operation: `POST /${c.noun}s`, error: "504" },
        { place: "own", operation: "Render" },
      ],
    }),
  },
  {
    name: "unseen: an association that loads everything (Ruby)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Show comment counts next to ${c.noun}s`,
        "own",
        patch(
          `${c.stem}/app/serializers/${c.noun}_serializer.rb`,
          "-  attribute(:comments_count)",
          "+  attribute(:comments_count) { |record| record.comments.to_a.size }",
        ),
      ),
      near: [
        commit("Fix rubocop offences", "own", patch(`${c.stem}/app/models/${c.noun}.rb`, "-  def title() name end", "+  def title = name")),
        commit("Add comments index page copy", null, patch("config/locales/en.yml", "+  comments: Comments")),
      ],
      moves: [
        { place: "own", metric: "sql_rows_per_request", from: 30, to: 14000 },
        { place: "own", metric: "response_time_p99_ms", from: 110, to: 5200 },
        { place: "own", metric: "memory_rss_mb", from: 500, to: 1600 },
      ],
      errors: [{ place: "own", message: "Completed 200 OK in {ms}ms (ActiveRecord: {ms}ms, {n} rows comments)", share: 2 }],
      usual: "Completed 200 OK in 60ms",
      alert: { metric: "response_time_p99_ms", summary: `${c.own} response time p99 above 2 s` },
      spans: [
        { place: "edge", operation: "index" },
        { place: "own", operation: "SELECT comments" },
      ],
    }),
  },
  {
    name: "unseen: the wrong unit (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Use one clock helper for sessions`,
        "own",
        patch(c.ts("session.ts"), "-  const expiresAt = Date.now() + SESSION_SECONDS * 1000;", "+  const expiresAt = clock.now() + SESSION_SECONDS;"),
      ),
      near: [
        commit("Move session tests next to the code", null, patch(c.ts("session.test.ts"), '+test("keeps a session", () => {});')),
        commit("Warn on slow session store", "own", patch(c.ts("session-log.ts"), '+  if (took > 500) log.warn("slow session store", { took });')),
      ],
      moves: [
        { place: "own", metric: "logins_per_min", from: 30, to: 700 },
        { place: "edge", metric: "http_401_ratio", from: 0.01, to: 0.7 },
      ],
      errors: [{ place: "own", message: "session {id} expired 0s after login, rejecting with 401" }],
      usual: "session {id} renewed",
      alert: { metric: "http_401_ratio", place: "edge", summary: `${c.edge}: customers are signed out at once, 401 above 50 %` },
      spans: [
        { place: "edge", operation: "GET /", error: "401" },
        { place: "own", operation: "readSession", error: "session expired" },
      ],
      firstFailing: "own",
    }),
  },
  {
    name: "unseen: a consumer commits before it works (Kotlin)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Reduce rebalances in ${c.noun} consumer`,
        "own",
        patch(c.java("Consumer.kt"), '-        props["max.poll.interval.ms"] = 300000', '+        props["max.poll.interval.ms"] = 3000'),
      ),
      near: [
        commit("Name consumer threads", "own", patch(c.java("Threads.kt"), "-    Thread(runner)", '+    Thread(runner, "consumer")')),
        other("flag", `flag ${c.noun}_consumer_metrics off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "consumer_lag", from: 20, to: 60000, shape: "ramp" },
        { place: "own", metric: "rebalances_per_min", from: 0, to: 9 },
      ],
      errors: [
        {
          place: "own",
          message:
            "CommitFailedException: offset commit failed, the group has already rebalanced; time between polls was longer than max.poll.interval.ms generation={n}",
        },
      ],
      usual: `consumed ${c.noun} {id}`,
      alert: { metric: "consumer_lag", summary: `${c.own} consumer lag grows, group rebalances all the time` },
      spans: [{ place: "own", operation: "poll", error: "CommitFailedException" }],
    }),
  },
  {
    name: "unseen: an iterator used after its end (C++)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `[${c.stem}] Avoid copies while merging parts`,
        "own",
        patch(
          `${c.stem}/src/Storages/MergeParts.cpp`,
          "-    for (auto part : parts) {",
          "-        if (part.expired()) expired_parts.push_back(part);",
          "-    }",
          "-    removeParts(expired_parts);",
          "+    for (const auto & part : parts) {",
          "+        if (part.expired()) parts.erase(part.id());",
          "+    }",
        ),
      ),
      near: [
        commit(
          `[${c.stem}] Lower verbosity of part GC`,
          "own",
          patch(`${c.stem}/src/Storages/PartGC.cpp`, '-    LOG_INFO(log, "removed {}", n);', '+    LOG_TRACE(log, "removed {}", n);'),
        ),
      ],
      moves: [
        { place: "own", metric: "process_restarts", from: 0, to: 6 },
        { place: "caller", metric: "query_error_ratio", from: 0.001, to: 0.35 },
      ],
      errors: [
        { place: "own", message: "Received signal 11 (Segmentation fault) in MergeParts thread {n} address 0x{id}" },
        { place: "caller", message: `connection reset by ${c.own} while reading` },
      ],
      usual: "merged {n} parts in {ms}ms",
      alert: { metric: "process_restarts", summary: `${c.own} crashes with signal 11` },
      spans: [{ place: "caller", operation: "query", error: "connection reset" }],
      delay: [2, 12],
    }),
  },
  {
    name: "unseen: the breaker opens at the first error (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Tune resilience defaults",
        "own",
        patch(
          c.java("Resilience.java"),
          "     CircuitBreakerConfig.custom()",
          "-        .failureRateThreshold(50)",
          "-        .slidingWindowSize(100)",
          "+        .failureRateThreshold(1)",
          "+        .slidingWindowSize(2)",
        ),
      ),
      near: [
        commit(
          "Expose breaker state as gauge",
          "own",
          patch(c.java("BreakerMetrics.java"), '+        Gauge.builder("breaker.state", breaker, Breaker::state).register(registry);'),
        ),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.8 },
        { place: "dependency", metric: "requests_per_sec", from: 110, to: 6 },
      ],
      errors: [
        {
          place: "own",
          message: `CallNotPermittedException: CircuitBreaker '${c.dependency}' is OPEN and does not permit further calls request={id}`,
        },
      ],
      usual: `fetched ${c.noun} {id} from ${c.dependency}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %: circuit breaker open` },
      spans: [{ place: "own", operation: "fetch", error: "CircuitBreaker is OPEN" }],
    }),
  },
  {
    name: "unseen: a topic by another name (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Prefix topics with the environment",
        "own",
        patch(c.py("settings.py"), `-TOPIC = "${c.noun}-updates"`, `+TOPIC = f"{ENV}.${c.noun}-updates"`),
      ),
      near: [
        commit("Document topics", null, patch("docs/topics.md", `+- ${c.noun}-updates`)),
        commit("Type hints for the publisher", "own", patch(c.py("publisher.py"), "-def publish(event):", "+def publish(event: Event) -> None:")),
      ],
      moves: [
        { place: "dependency", metric: "messages_consumed_per_min", from: 420, to: 0 },
        { place: "own", metric: "publish_errors_per_min", from: 0, to: 80 },
      ],
      errors: [{ place: "own", message: `KafkaError: UNKNOWN_TOPIC_OR_PARTITION prod.${c.noun}-updates attempt={n}` }],
      usual: `published ${c.noun} {id}`,
      alert: { metric: "publish_errors_per_min", summary: `${c.own} cannot publish ${c.noun} updates` },
      spans: [{ place: "own", operation: "publish", error: "UNKNOWN_TOPIC_OR_PARTITION" }],
    }),
  },
  {
    name: "unseen: a transaction stays open during a call (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: book and notify together`,
        "own",
        patch(
          c.go("book.go"),
          "-	if err := tx.Commit(); err != nil {",
          "-		return err",
          "-	}",
          "-	return s.notifier.Send(ctx, booking)",
          "+	if err := s.notifier.Send(ctx, booking); err != nil {",
          "+		return err",
          "+	}",
          "+	return tx.Commit()",
        ),
      ),
      near: [commit(`${c.stem}: shorter booking comments`, "own", patch(c.go("doc.go"), "+// Package booking books."))],
      moves: [
        { place: "own", metric: "db_transactions_open", from: 3, to: 190 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 5000 },
      ],
      errors: [
        { place: "own", message: "idle in transaction: session {n} holds row locks for {ms}ms" },
        { place: "own", message: "could not obtain lock on row in relation, waited {ms}ms" },
      ],
      usual: `booked ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s, transactions stay open` },
      spans: [
        { place: "own", operation: "Book" },
        { place: "dependency", operation: "Send" },
      ],
    }),
  },
  {
    name: "unseen: a proto field takes the number of another",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "proto: tidy message numbering",
        "own",
        patch(
          `proto/${c.stem}/v1/${c.noun}.proto`,
          `-  string currency = 5;`,
          "-  int64 amount = 6;",
          "+  int64 amount = 5;",
          "+  string currency = 6;",
        ),
      ),
      near: [
        commit("proto: lint comments", null, patch("proto/buf.yaml", "+  use: [COMMENTS]")),
        commit(`${c.stem}: cache proto descriptors in CI`, null, patch(".github/workflows/proto.yaml", "+      - uses: actions/cache@v4")),
      ],
      moves: [{ place: "caller", metric: "rpc_error_ratio", from: 0.001, to: 0.95 }],
      errors: [{ place: "caller", message: `proto: cannot parse invalid wire-format data in ${c.Noun}.amount (field 5) from ${c.own} request={id}` }],
      usual: `served ${c.noun} {id}`,
      alert: { place: "caller", metric: "rpc_error_ratio", summary: `${c.caller}: calls to ${c.own} fail to parse` },
      spans: [
        { place: "caller", operation: `Get${c.Noun}`, error: "cannot parse invalid wire-format data" },
        { place: "own", operation: `Get${c.Noun}` },
      ],
      firstFailing: "caller",
    }),
  },
];

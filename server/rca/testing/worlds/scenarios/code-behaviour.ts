import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Commits after which the code does something else than it did. */
export const CODE_BEHAVIOUR: readonly Scenario[] = [
  {
    name: "a comparison the wrong way round (Rust)",
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
    name: "work is done on the request's thread (C#)",
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
    name: "an association that loads everything (Ruby)",
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
    name: "the wrong unit (TypeScript)",
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
    name: "a consumer commits before it works (Kotlin)",
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
];

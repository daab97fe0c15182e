import { commit, other, patch, type Scenario } from "../scenario.ts";

/** More incidents that neither weights nor word lists were made with: they only measure. Whoever changes the weighing because of them writes new ones. */
export const MEASURED_MORE: readonly Scenario[] = [
  {
    name: "measured: instances end before their work (Kotlin)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Simpler main",
        "own",
        patch(c.java("Main.kt"), "-    Runtime.getRuntime().addShutdownHook(Thread { server.stop(20_000) })", "     server.start(wait = true)"),
      ),
      near: [commit("Say the version at start", "own", patch(c.java("Banner.kt"), '-    println("start")', '+    println("start $version")'))],
      moves: [
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.06, shape: "saw" },
        { place: "own", metric: "requests_aborted_per_min", from: 0, to: 45, shape: "saw" },
      ],
      errors: [
        { place: "caller", message: `${c.own}: connection reset by peer while reading answer` },
        { place: "own", message: "stopped with {n} requests in flight" },
      ],
      usual: "served {id}",
      alert: { place: "caller", metric: "http_5xx_ratio", summary: `${c.caller} 5xx above 2%: connection reset by ${c.own}` },
      spans: [{ place: "caller", operation: "GET", error: "connection reset by peer" }],
      firstFailing: "caller",
    }),
  },
  {
    name: "measured: the breaker opens at once (config)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other("config", `${c.own} breaker towards ${c.dependency}`, "own", "breaker.failureRateThreshold: 50 -> 2"),
      near: [other("config", `${c.own} title of dashboard`, "own", "dashboard.title: Main -> Overview")],
      moves: [
        { place: "own", metric: "breaker_open_ratio", from: 0, to: 0.9 },
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.85 },
      ],
      errors: [
        { place: "own", message: `CallNotPermittedException: CircuitBreaker '${c.dependencyStem}' is OPEN and does not permit further calls` },
      ],
      usual: `called ${c.dependency}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 5%; breaker open` },
      spans: [{ place: "own", operation: `GET ${c.dependency}`, error: "CircuitBreaker is OPEN" }],
    }),
  },
  {
    name: "measured: a login provider is down (third party)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          "refactor: tidy callback of sign-in",
          "own",
          patch(
            c.go("callback.go"),
            '-	code := r.URL.Query().Get("code")',
            "-	tok, err := exchange(ctx, code)",
            "+	tok, err := exchange(ctx, codeOf(r))",
          ),
        ),
      ],
      moves: [{ place: "own", metric: "sign_in_failures_ratio", from: 0.01, to: 0.99 }],
      errors: [{ place: "own", message: "token exchange failed: Post https://oauth.signpost.example/token: 503 Service Unavailable session={id}" }],
      usual: "signed in {id}",
      alert: { metric: "sign_in_failures_ratio", summary: `${c.own}: sign-in fails` },
      spans: [{ place: "own", operation: "POST oauth.signpost.example/token", error: "503 Service Unavailable" }],
      outputs: [
        {
          command: "status-feed",
          text: JSON.stringify([{ vendor: "Signpost", status: "partial_outage", title: "Token endpoint errors", started_at: "{onset}" }]),
        },
      ],
    }),
  },
  {
    name: "measured: a machine is short of memory (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: extract pricing step`,
          "own",
          patch(
            c.go("price.go"),
            "-	total += line.Price * line.Count",
            "+	total += priceOf(line)",
            "+func priceOf(line Line) int {",
            "+	return line.Price * line.Count",
            "+}",
          ),
        ),
        commit(`${c.stem}: heap a little larger`, "own", patch(c.yaml("jvm.yaml"), '-  heap: "1024m"', '+  heap: "1100m"')),
      ],
      moves: [
        { place: "dependency", metric: "node_memory_pressure_events", from: 0, to: 14 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 2400 },
      ],
      errors: [
        { place: "dependency", message: "kubelet: node pool-7-{n} has memory pressure; pod analytics-import uses 41Gi on this node" },
        { place: "own", message: "request {id} stalled {ms}ms, pages swapped out" },
      ],
      usual: "priced {id}",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 500ms` },
      spans: [{ place: "own", operation: "price" }],
    }),
  },
  {
    name: "measured: a partner's record is broken (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy check of ${c.noun} dates`,
          "own",
          patch(c.go("dates.go"), "-	if d.Before(min) { return errRange(d) }", "-	return nil", "+	return within(d, min)"),
        ),
      ],
      moves: [
        { place: "own", metric: "records_rejected_ratio", from: 0, to: 1 },
        { place: "dependency", metric: "consumer_lag_records", from: 10, to: 60_000, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "record_id=ord-5519-7 offset=7712345 partition=4: field date out of range got 9999-99-99; redelivering" }],
      usual: "stored {n} records",
      alert: { metric: "records_rejected_ratio", summary: `${c.own} stores no records; lag grows` },
      spans: [{ place: "own", operation: "validate", error: "field date out of range got 9999-99-99" }],
    }),
  },
];

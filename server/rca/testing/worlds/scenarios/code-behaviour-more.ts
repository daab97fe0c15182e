import { commit, patch, type Scenario } from "../scenario.ts";

/** Further commits after which the code does something else than it did. */
export const CODE_BEHAVIOUR_MORE: readonly Scenario[] = [
  {
    name: "an iterator used after its end (C++)",
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
    name: "the breaker opens at the first error (Java)",
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
    name: "a topic by another name (Python)",
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
    name: "a transaction stays open during a call (Go)",
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
    name: "a proto field takes the number of another",
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

import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Each with changes beside the guilty one that speak of the same things and do no harm. */
export const NEAR_MISSES: readonly Scenario[] = [
  {
    name: "an index refuses new fields (search mapping)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `refactor: align ${c.noun} index settings with templates`,
        "own",
        patch(
          `services/${c.stem}/index/template.json`,
          '   "mappings": {',
          '-    "dynamic": true,',
          '+    "dynamic": "strict",',
          '     "properties": { "id": { "type": "keyword" }, "name": { "type": "text" } }',
        ),
      ),
      near: [
        commit(
          `fix: index ${c.noun} name only when it is set`,
          "own",
          patch(`services/${c.stem}/index/document.go`, '+	if d.Name == "" {', '+		delete(doc, "name")', "+	}"),
        ),
        commit(`docs: fields of the ${c.noun} index`, null, patch(`docs/index/${c.noun}.md`, "+`attributes` holds what sellers add.")),
        commit(`test: golden documents of ${c.noun}s`, null, { path: `services/${c.stem}/index/testdata/golden.json`, lines: [] }),
      ],
      moves: [
        { place: "own", metric: "bulk_index_failures_per_min", from: 0, to: 950 },
        { place: "own", metric: "documents_indexed_per_min", from: 1200, to: 130 },
      ],
      errors: [
        {
          place: "own",
          message:
            "bulk item failed: strict_dynamic_mapping_exception: mapping set to strict, dynamic introduction of [attributes] within [_doc] is not allowed id={id}",
        },
      ],
      usual: `indexed {n} ${c.noun}s`,
      alert: { metric: "bulk_index_failures_per_min", summary: `${c.own} cannot index ${c.noun}s` },
      spans: [{ place: "own", operation: "bulk index", error: "strict_dynamic_mapping_exception" }],
    }),
  },
  {
    name: "relations are loaded one by one (TypeScript, ORM)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: slimmer ${c.noun} repository`,
        "own",
        patch(
          c.ts(`repo/${c.noun}-repo.ts`),
          `   const page = await this.${c.noun}s.find({`,
          "     where: { tenantId },",
          '-    relations: ["owner", "tags"],',
          "     take: 100,",
          "   });",
          `-  return page.map(to${c.Noun}View);`,
          `+  return Promise.all(page.map(async (row) => to${c.Noun}View(row, await row.owner, await row.tags)));`,
        ),
      ),
      near: [
        commit(
          `${c.stem}: sort tags in ${c.noun} view`,
          "own",
          patch(c.ts(`views/${c.noun}-view.ts`), "-    tags: row.tags,", "+    tags: [...row.tags].sort(),"),
        ),
        commit(`${c.stem}: larger page on admin list`, "own", patch(c.ts("admin/list.ts"), "-const TAKE = 50;", "+const TAKE = 60;")),
      ],
      moves: [
        { place: "own", metric: "db_queries_per_request", from: 2, to: 201 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 140, to: 3400 },
        { place: "edge", metric: "http_server_duration_p99_ms", from: 240, to: 3600 },
      ],
      errors: [{ place: "own", message: `slow request: GET /${c.noun}s took {ms}ms db.statement=SELECT * FROM owners WHERE id = $1 db.calls={n}` }],
      usual: `handled GET /${c.noun}s`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 800ms for 3m` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s` },
        { place: "own", operation: "list" },
        { place: "own", operation: "db.query owners" },
      ],
    }),
  },
  {
    name: "the window of the limiter is told in another unit (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `refactor(${c.stem}): read limits from typed settings`,
        "own",
        patch(
          c.go("limits/limits.go"),
          "-	window := time.Duration(s.WindowSeconds) * time.Second",
          "-	return limiter.New(s.Burst, window)",
          "+	return limiter.New(s.Burst, s.Window)",
        ),
        patch(c.yaml("limits.yaml"), " limits:", "-  windowSeconds: 1", "+  window: 60s", "   burst: 200"),
      ),
      near: [
        commit(
          `refactor: tidy limiter errors`,
          "own",
          patch(c.go("limits/errors.go"), '-	return errors.New("limited")', '+	return fmt.Errorf("limited: %w", ErrTooMany)'),
        ),
        commit(`${c.stem}: tests of the limiter`, null, patch(c.go("limits/limits_test.go"), "+	limiter.New(1, time.Second)")),
      ],
      moves: [
        { place: "own", metric: "http_429_per_sec", from: 0, to: 160 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.38 },
      ],
      errors: [
        { place: "own", message: `too many requests: tenant t-{n} is over its burst of 200` },
        { place: "caller", message: `${c.own} answered 429`, share: 0.6 },
      ],
      usual: `answered ${c.noun} {id}`,
      alert: { place: "caller", metric: "http_5xx_ratio", summary: `${c.caller} 5xx ratio above 2%` },
      spans: [
        { place: "caller", operation: "GET", error: `${c.own}: 429` },
        { place: "own", operation: `GET /${c.noun}s`, error: "429 too many requests" },
      ],
      firstFailing: "own",
    }),
  },
  {
    name: "the size of messages is left to its default (Go, gRPC)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: dial options in one place`,
        "own",
        patch(
          c.go("rpc/dial.go"),
          " func dial(target string) (*grpc.ClientConn, error) {",
          "-	return grpc.NewClient(target, grpc.WithTransportCredentials(creds), grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(32<<20)))",
          "+	return grpc.NewClient(target, platform.DialOptions(creds)...)",
          " }",
        ),
      ),
      near: [
        commit(
          `${c.dependencyStem}: list ${c.noun}s by rank`,
          "dependency",
          patch(`${c.dependencyStem}/internal/list.go`, "-	sort.Sort(rows)", "+	sort.Stable(rows)"),
        ),
        commit(`refactor: tidy ${c.noun} list response`, "own", patch(c.go("http/list.go"), "-	writeJSON(w, list)", "+	respond(w, list)")),
      ],
      moves: [
        { place: "own", metric: "rpc_client_error_rate", from: 0.001, to: 0.3 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.002, to: 0.12 },
      ],
      errors: [
        {
          place: "own",
          message: `List${c.Noun}s: rpc error: code = ResourceExhausted desc = grpc: received message larger than max ({n}00000 vs. 4194304)`,
        },
        { place: "edge", message: `${c.own} answered 500 for /${c.noun}s`, share: 0.4 },
      ],
      usual: `listed {n} ${c.noun}s`,
      alert: { metric: "rpc_client_error_rate", summary: `${c.own} gRPC client error rate above 2% for 3m` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s`, error: "500" },
        { place: "own", operation: `List${c.Noun}s (client)`, error: "ResourceExhausted: received message larger than max" },
        { place: "dependency", operation: `List${c.Noun}s` },
      ],
    }),
  },
  {
    name: "a gate that nobody set opens (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: move gates to the new client`,
        "own",
        patch(
          c.py("gates.py"),
          "-    return client.variation('bulk-pricing', user, False)",
          "+    return gates.enabled('bulk-pricing', user, default=True)",
        ),
      ),
      near: [
        commit(`${c.stem}: format pricing table`, "own", patch(c.py("pricing/table.py"), "-    width = 20", "+    width = 24")),
        other("flag", `flag ${c.stem}_price_badge off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "orders_rejected_ratio", from: 0.01, to: 0.66 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.3 },
      ],
      errors: [{ place: "own", message: `bulk pricing: no tier configured for ${c.noun} {id}; rejecting order` }],
      usual: `priced ${c.noun} {id}`,
      alert: { metric: "orders_rejected_ratio", summary: `${c.own} rejects orders: no tier configured` },
      spans: [
        { place: "caller", operation: "POST /orders", error: "422" },
        { place: "own", operation: "price", error: "no tier configured" },
      ],
    }),
  },
  {
    name: "the reader of a queue looks at another (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        `infra(${c.stem}): consistent names of queues`,
        "own",
        patch(
          c.tf("queues.tf"),
          ` resource "aws_sqs_queue" "${c.noun}_events" {`,
          `-  name = "${c.noun}-events"`,
          `+  name = "prod-${c.stem}-${c.noun}-events"`,
          " }",
        ),
      ),
      near: [
        commit(
          `infra(${c.stem}): alarm on age of messages`,
          "own",
          patch(c.tf("alarms.tf"), '+resource "aws_cloudwatch_metric_alarm" "age" {', "+  threshold = 300", "+}"),
        ),
        commit(
          `refactor: tidy ${c.noun} event publisher`,
          "caller",
          patch(`services/${c.caller}/publish.ts`, "-  const body = JSON.stringify(event);\n", "+  const body = encode(event);"),
        ),
      ],
      moves: [
        { place: "caller", metric: "publish_errors_per_min", from: 0, to: 210 },
        { place: "own", metric: `${c.noun}_events_processed_per_min`, from: 200, to: 0 },
      ],
      errors: [{ place: "caller", message: `QueueDoesNotExist: The specified queue does not exist url=https://sqs.internal/1234/${c.noun}-events` }],
      usual: `processed ${c.noun} event {id}`,
      alert: { metric: `${c.noun}_events_processed_per_min`, summary: `${c.own} processes no ${c.noun} events` },
      spans: [{ place: "caller", operation: "sqs.SendMessage", error: "QueueDoesNotExist" }],
    }),
  },
  {
    name: "passwords take longer to check (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "security: stronger password hashing",
        "own",
        patch(
          c.java("auth/Passwords.java"),
          "-  private final PasswordEncoder encoder = new BCryptPasswordEncoder(10);",
          "+  private final PasswordEncoder encoder = new BCryptPasswordEncoder(15);",
        ),
      ),
      near: [
        commit(
          "Say which rule a password breaks",
          "own",
          patch(c.java("auth/Rules.java"), '-    throw new RuleException("weak");', '+    throw new RuleException("weak: " + rule);'),
        ),
        commit("Rename login controller", "own", patch(c.java("auth/LoginController.java"), "-class SignInController {", "+class LoginController {")),
      ],
      moves: [
        { place: "own", metric: "cpu_utilization", from: 0.3, to: 0.99 },
        { place: "own", metric: "login_duration_p99_ms", from: 180, to: 6400 },
      ],
      errors: [{ place: "own", message: "login of {id} exceeded budget: took {ms}ms", share: 0.7 }],
      usual: "login of {id} ok",
      alert: { metric: "login_duration_p99_ms", summary: `${c.own} sign-in p99 above 2s` },
      spans: [
        { place: "edge", operation: "POST /login" },
        { place: "own", operation: "login" },
      ],
    }),
  },
];

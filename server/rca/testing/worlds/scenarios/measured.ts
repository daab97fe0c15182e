import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents that neither weights nor word lists were made with: they only measure. Whoever changes the weighing because of them writes new ones. */
export const MEASURED: readonly Scenario[] = [
  {
    name: "measured: nothing is awaited (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `refactor: ${c.noun} reservations as a list`,
        "own",
        patch(
          `services/${c.stem}/src/reserve.ts`,
          "-  for (const line of order.lines) await stock.reserve(line);",
          "+  order.lines.forEach(async (line) => stock.reserve(line));",
          "   return confirm(order);",
        ),
      ),
      near: [
        commit(
          `refactor: tidy order confirmation`,
          "own",
          patch(`services/${c.stem}/src/confirm.ts`, "-  const o = order;\n-  return send(o);", "+  return send(order);"),
        ),
        other("flag", `flag ${c.stem}_split_orders off->on`, "own"),
      ],
      moves: [
        { place: "own", metric: "reservations_missing_ratio", from: 0, to: 0.28 },
        { place: "caller", metric: "orders_failed_ratio", from: 0.01, to: 0.25 },
      ],
      errors: [
        { place: "own", message: "unhandledRejection: reserve failed after order {id} was confirmed" },
        { place: "caller", message: "order {id} confirmed without reservation", share: 0.6 },
      ],
      usual: "order {id} confirmed",
      alert: { metric: "reservations_missing_ratio", summary: `${c.own}: orders are confirmed without reservations` },
      spans: [
        { place: "caller", operation: "POST /orders" },
        { place: "own", operation: "confirm", error: "reserve failed" },
      ],
    }),
  },
  {
    name: "measured: the pool is smaller (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `chore(${c.stem}): settle on platform defaults`,
        "own",
        patch(
          `services/${c.stem}/db.go`,
          "-	db.SetMaxOpenConns(80)",
          "-	db.SetMaxIdleConns(40)",
          "+	db.SetMaxOpenConns(platform.DefaultOpen)",
          "+	db.SetMaxIdleConns(platform.DefaultIdle)",
        ),
      ),
      near: [commit(`${c.stem}: name of the data source`, "own", patch(`services/${c.stem}/dsn.go`, '-const app = "x"', '+const app = "svc"'))],
      moves: [
        { place: "own", metric: "db_pool_wait_ms", from: 1, to: 4200 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 4700 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.2 },
      ],
      errors: [{ place: "own", message: "acquire connection: context deadline exceeded (pool: 4 in use, {n} waiting)" }],
      usual: `${c.noun} {id} read`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 1s` },
      spans: [
        { place: "edge", operation: "GET", error: "504" },
        { place: "own", operation: "db.acquire", error: "context deadline exceeded" },
      ],
    }),
  },
  {
    name: "measured: payments are tried again (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Ride out short failures of the gateway",
        "own",
        patch(
          c.java("GatewayClient.java"),
          '+  @Retry(name = "gateway", maxAttempts = 4)',
          "   public Receipt charge(Charge charge) {",
          '-    return http.post("/charges", charge, headers(charge.key()));',
          '+    return http.post("/charges", charge, headers(UUID.randomUUID()));',
        ),
      ),
      near: [
        commit(
          "Mask numbers of cards in answers",
          "own",
          patch(c.java("Mask.java"), "-    return last(4, number);", '+    return "****" + last(4, number);'),
        ),
      ],
      moves: [{ place: "own", metric: "refunds_requested_per_hour", from: 3, to: 150, shape: "ramp" }],
      errors: [{ place: "own", message: "charge {id} exists already for this order, customer was charged twice" }],
      usual: "charge {id} ok",
      alert: { metric: "refunds_requested_per_hour", summary: `${c.own}: customers report double charges` },
      spans: [{ place: "own", operation: "POST /charges" }],
    }),
  },
  {
    name: "measured: the ceiling of the autoscaler (YAML)",
    kind: "scaling",
    scene: (c) => ({
      guilty: commit(`cost: ceilings of ${c.stem}`, "own", patch(c.yaml("hpa.yaml"), "   minReplicas: 3", "-  maxReplicas: 40", "+  maxReplicas: 6")),
      near: [
        commit(`cost: labels`, "own", patch(c.yaml("cost.yaml"), "-  cost-center: a1", "+  cost-center: a2")),
        commit(`${c.stem}: larger page on admin list`, "own", patch(c.ts("admin.ts"), "-const TAKE = 50;", "+const TAKE = 55;")),
      ],
      moves: [
        { place: "own", metric: "cpu_utilization", from: 0.55, to: 0.99 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 120, to: 2900 },
      ],
      errors: [{ place: "own", message: "request {id} waited {ms}ms, all workers busy; desired replicas 19, at maximum" }],
      usual: `${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1s` },
      spans: [{ place: "own", operation: "GET" }],
    }),
  },
  {
    name: "measured: a value of a list nobody else knows (protobuf)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.dependencyStem}: new state of ${c.noun}s`,
        "dependency",
        patch(`proto/${c.dependencyStem}/${c.noun}.proto`, ` enum ${c.Noun}State {`, "   ACTIVE = 1;", "+  ON_HOLD = 4;", " }"),
        patch(
          `${c.dependencyStem}/internal/state.go`,
          "-	return pb.ACTIVE",
          "+	if held(row) {",
          "+		return pb.ON_HOLD",
          "+	}",
          "+	return pb.ACTIVE",
        ),
      ),
      near: [commit(`${c.stem}: words for states`, "own", patch(c.ts("words.ts"), '-  active: "active",', '+  active: "in use",'))],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.19 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.1 },
      ],
      errors: [{ place: "own", message: `Error: unexpected state 4 of ${c.noun} {id}` }],
      usual: `${c.noun} {id} shown`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 2%` },
      spans: [
        { place: "edge", operation: "GET", error: "500" },
        { place: "own", operation: `show ${c.noun}`, error: "unexpected state 4" },
        { place: "dependency", operation: `Get${c.Noun}` },
      ],
    }),
  },
  {
    name: "measured: the column is read under its new name too early (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: finish renaming of ${c.noun} owner`,
        "own",
        patch(c.py("models.py"), ` class ${c.Noun}(Base):`, "-    owner = Column('owner_id', Integer)", "+    owner = Column('account_id', Integer)"),
      ),
      near: [
        commit(`${c.stem}: show owner first`, "own", patch(c.py("serializers.py"), "-    fields = ['id', 'owner']", "+    fields = ['owner', 'id']")),
        commit(`test: owner of ${c.noun}s`, null, { path: `${c.stem}/tests/test_owner.py`, lines: [] }),
      ],
      moves: [{ place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.97 }],
      errors: [
        { place: "own", message: `psycopg2.errors.UndefinedColumn: column ${c.noun}s.account_id does not exist LINE 1: SELECT ${c.noun}s.id` },
      ],
      usual: `${c.noun} {id} ok`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} answers 500; UndefinedColumn` },
      spans: [{ place: "own", operation: `SELECT ${c.noun}s`, error: "UndefinedColumn" }],
    }),
  },
  {
    name: "measured: masking of logs eats the processor (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "privacy: mask everything that looks like an address",
        "own",
        patch(
          c.go("mask/mask.go"),
          "+	for _, p := range patterns {",
          "+		body = regexp.MustCompile(p).ReplaceAll(body, stars)",
          "+	}",
          " 	return body",
        ),
      ),
      near: [commit("privacy: list of fields in docs", null, patch("docs/privacy.md", "+We mask addresses."))],
      moves: [
        { place: "own", metric: "cpu_utilization", from: 0.3, to: 0.98 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 60, to: 1400 },
      ],
      errors: [{ place: "own", message: "slow request {id}: took {ms}ms in middleware" }],
      usual: "handled {id}",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 500ms, CPU 98%` },
      spans: [
        { place: "edge", operation: "POST" },
        { place: "own", operation: "middleware" },
      ],
    }),
  },
  {
    name: "measured: the secret is looked for elsewhere (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        `infra(${c.stem}): secrets by environment`,
        "own",
        patch(c.tf("secrets.tf"), `-  name = "${c.stem}/db-password"`, `+  name = "prod/${c.stem}/db-password"`, "   recovery_window_in_days = 7"),
      ),
      near: [
        commit(
          `infra(${c.stem}): description of secrets`,
          "own",
          patch(c.tf("secrets-doc.tf"), '-  description = "pw"', '+  description = "password of the database"'),
        ),
      ],
      moves: [
        { place: "own", metric: "start_failures_per_min", from: 0, to: 9 },
        { place: "own", metric: "available_replicas", from: 5, to: 1 },
      ],
      errors: [{ place: "own", message: `ResourceNotFoundException: Secrets Manager can't find the specified secret ${c.stem}/db-password` }],
      usual: "ready",
      alert: { metric: "available_replicas", summary: `${c.own} does not start; secret not found` },
      spans: [{ place: "own", operation: "GetSecretValue", error: "ResourceNotFoundException" }],
    }),
  },
];

import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Sides that no longer understand each other, or no longer trust each other. */
export const CONTRACTS_MORE: readonly Scenario[] = [
  {
    name: "a field of a message gets another number (protobuf)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `proto: group money fields of ${c.Noun}`,
        "dependency",
        patch(
          `proto/${c.dependencyStem}/v1/${c.noun}.proto`,
          ` message ${c.Noun} {`,
          "   string id = 1;",
          "-  int64 amount_minor = 2;",
          "-  string currency = 3;",
          "+  string currency = 2;",
          "+  int64 amount_minor = 3;",
          "   string owner = 4;",
        ),
      ),
      near: [
        commit(
          `${c.stem}: inline ${c.noun} builder`,
          "own",
          patch(c.go("build.go"), `-	return build(${c.noun})`, `+	return &${c.Noun}{ID: ${c.noun}.ID}`),
        ),
      ],
      moves: [
        { place: "own", metric: "grpc_client_errors_ratio", from: 0.001, to: 0.93 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.4 },
      ],
      errors: [
        { place: "own", message: `Get${c.Noun}: proto: cannot parse invalid wire-format data (field currency) grpc.code=Internal` },
        { place: "caller", message: `${c.own} returned 500 for /${c.noun}s/{id}`, share: 0.5 },
      ],
      usual: `loaded ${c.noun} {id} amount_minor={n}`,
      alert: { metric: "grpc_client_errors_ratio", summary: `${c.own} gRPC client error ratio above 5%` },
      spans: [
        { place: "caller", operation: `GET /${c.noun}s`, error: "500" },
        { place: "own", operation: `Get${c.Noun} (client)`, error: "Internal: cannot parse invalid wire-format data" },
        { place: "dependency", operation: `Get${c.Noun}` },
      ],
    }),
  },
  {
    name: "the audience of tokens is checked (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: harden session middleware`,
        "own",
        patch(
          c.ts("middleware/session.ts"),
          "   const claims = await verify(token, keys, {",
          '     issuer: "https://id.internal/",',
          `+    audience: "${c.stem}",`,
          "   });",
        ),
      ),
      near: [commit(`${c.stem}: type the session`, "own", patch(c.ts("session-types.ts"), "+export type Session = { id: string; tenant: string };"))],
      moves: [
        { place: "own", metric: "http_401_ratio", from: 0.004, to: 0.88 },
        { place: "edge", metric: "http_4xx_ratio", from: 0.02, to: 0.6 },
      ],
      errors: [
        { place: "own", message: 'JWTClaimValidationFailed: unexpected "aud" claim value tenant={id}' },
        { place: "edge", message: `${c.own} answered 401 for session {id}, sending to sign-in`, share: 0.5 },
      ],
      usual: `session {id} accepted`,
      alert: { metric: "http_401_ratio", summary: `${c.own} rejects sessions, 401 above 20%` },
      spans: [
        { place: "edge", operation: `GET /api/${c.noun}s`, error: "401 Unauthorized" },
        { place: "own", operation: "session.verify", error: 'unexpected "aud" claim value' },
      ],
    }),
  },
  {
    name: "unknown properties are refused (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Use one ObjectMapper for all listeners",
        "own",
        patch(
          c.java("config/JsonConfig.java"),
          "   ObjectMapper mapper() {",
          "-    return new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);",
          "+    return JsonMapper.builder().findAndAddModules().build();",
          "   }",
        ),
      ),
      near: [
        commit(
          `Rename listener of ${c.noun}s`,
          "own",
          patch(c.java(`${c.Noun}Listener.java`), `-class ${c.Noun}Consumer {`, `+class ${c.Noun}Listener {`),
        ),
      ],
      moves: [
        { place: "own", metric: "listener_failures_per_min", from: 0, to: 410 },
        { place: "own", metric: "consumer_lag_records", from: 40, to: 90_000, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message: `UnrecognizedPropertyException: Unrecognized field "channel" (class com.acme.${c.Noun}Event), not marked as ignorable key={id}`,
        },
      ],
      usual: `${c.noun} event {id} handled`,
      alert: { metric: "listener_failures_per_min", summary: `${c.own} listener fails on nearly all ${c.noun} events` },
      spans: [{ place: "own", operation: `${c.noun}-events process`, error: 'Unrecognized field "channel"' }],
    }),
  },
  {
    name: "files are written under another prefix than they are read (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.dependencyStem}: partition exports by day`,
        "dependency",
        patch(
          `${c.dependencyStem}/app/export.py`,
          `-    key = f"exports/{tenant}/{${c.noun}_id}.parquet"`,
          `+    key = f"exports/{tenant}/{day:%Y-%m-%d}/{${c.noun}_id}.parquet"`,
          "     s3.put_object(Bucket=BUCKET, Key=key, Body=body)",
        ),
      ),
      near: [commit(`${c.stem}: shorten report query`, "own", patch(c.py("report.py"), "-    rows = list(rows)\n", "+    rows = [*rows]"))],
      moves: [
        { place: "own", metric: "report_failures_ratio", from: 0.002, to: 0.97 },
        { place: "own", metric: "s3_404_per_min", from: 0, to: 300 },
      ],
      errors: [
        { place: "own", message: `botocore NoSuchKey: The specified key does not exist: exports/t-{n}/{id}.parquet operation=GetObject` },
        { place: "edge", message: `report of ${c.noun} {id} could not be shown`, share: 0.3 },
      ],
      usual: `report of ${c.noun} {id} built from exports`,
      alert: { metric: "report_failures_ratio", summary: `${c.own} cannot build reports; S3 NoSuchKey on exports/` },
      spans: [
        { place: "edge", operation: "GET /reports", error: "500" },
        { place: "own", operation: "S3.GetObject exports", error: "NoSuchKey" },
      ],
    }),
  },
  {
    name: "a handler is gone from the table (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: split dispatcher by domain`,
        "own",
        patch(
          c.go("dispatch/table.go"),
          " var handlers = map[string]Handler{",
          `   	"${c.noun}.created": on${c.Noun}Created,`,
          `-	"${c.noun}.cancelled": on${c.Noun}Cancelled,`,
          `-	"${c.noun}.restored": on${c.Noun}Restored,`,
          " }",
        ),
        patch(c.go("dispatch/cancel/table.go"), `+// handlers of cancellations live here`),
      ),
      near: [],
      moves: [
        { place: "own", metric: "events_unhandled_per_min", from: 0, to: 85 },
        { place: "own", metric: "dead_letter_messages", from: 0, to: 2400, shape: "ramp" },
      ],
      errors: [{ place: "own", message: `no handler registered for event type ${c.noun}.cancelled, sending to dead letter event={id}` }],
      usual: `dispatched ${c.noun}.created {id}`,
      alert: { metric: "dead_letter_messages", summary: `${c.own} dead letter queue grows` },
      spans: [{ place: "own", operation: "dispatch", error: "no handler registered" }],
    }),
  },
  {
    name: "times without a zone (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Drop pytz",
        "own",
        patch(c.py("clock.py"), " def now():", "-    return datetime.now(pytz.UTC)", "+    return datetime.utcnow()"),
        patch("requirements.txt", "-pytz==2024.1"),
      ),
      near: [commit(`${c.stem}: sort ${c.noun}s by name`, "own", patch(c.py("sorting.py"), "+KEYS = ('name', 'id')"))],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.55 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.3 },
      ],
      errors: [
        { place: "own", message: `TypeError: can't compare offset-naive and offset-aware datetimes route=/${c.noun}s/active id={id}` },
        { place: "caller", message: `${c.own}: 500 on active ${c.noun}s`, share: 0.4 },
      ],
      usual: `listed {n} active ${c.noun}s`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 2% (observed 55%)` },
      spans: [
        { place: "caller", operation: "GET", error: "500" },
        { place: "own", operation: `GET /${c.noun}s/active`, error: "can't compare offset-naive and offset-aware datetimes" },
      ],
    }),
  },
  {
    name: "an identity of the network rule is gone (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        `infra: consolidate ${c.stem} ingress rules`,
        "own",
        patch(
          c.tf("network.tf"),
          ' resource "aws_security_group_rule" "db_in" {',
          "   from_port = 5432",
          "-  source_security_group_id = aws_security_group.workers.id",
          "+  source_security_group_id = aws_security_group.bastion.id",
          " }",
        ),
      ),
      near: [other("config", `${c.own} dashboards`, "own", "dashboard.refresh: 30s -> 60s")],
      moves: [
        { place: "own", metric: "db_connect_failures_per_min", from: 0, to: 190 },
        { place: "own", metric: "jobs_completed_per_min", from: 60, to: 0 },
      ],
      errors: [{ place: "own", message: `could not connect to server: Connection timed out host=db-${c.stem}.internal port=5432 attempt={n}` }],
      usual: `job {id} completed`,
      alert: { metric: "jobs_completed_per_min", summary: `${c.own} completes no jobs` },
      spans: [{ place: "own", operation: "db.connect", error: "Connection timed out" }],
    }),
  },
];

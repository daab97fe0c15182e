import { commit, other, patch, type Scenario } from "../scenario.ts";

/** More off the beaten track; in the last ones nothing that is listed did it. */
export const OFFBEAT_MORE: readonly Scenario[] = [
  {
    name: "results are no longer told apart by tenant (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: reuse the ${c.noun} query`,
        "own",
        patch(
          `services/${c.stem}/store.go`,
          `-	rows, err := s.db.QueryContext(ctx, "SELECT id, body FROM ${c.noun}s WHERE tenant_id = $1 AND state = 'open'", tenant)`,
          `+	rows, err := s.db.QueryContext(ctx, open${c.Noun}sSQL)`,
        ),
        patch(`services/${c.stem}/sql.go`, `+const open${c.Noun}sSQL = "SELECT id, body FROM ${c.noun}s WHERE state = 'open'"`),
      ),
      near: [
        commit(
          `${c.stem}: scan rows in a helper`,
          "own",
          patch(`services/${c.stem}/scan.go`, "-	rows.Scan(&r.ID, &r.Body)", "+	scanRow(rows, &r)"),
        ),
        commit("chore: bump pgx patch", null, patch("go.mod", "-	github.com/jackc/pgx/v5 v5.5.4", "+	github.com/jackc/pgx/v5 v5.5.5")),
      ],
      moves: [
        { place: "own", metric: "db_rows_returned", from: 40, to: 160_000 },
        { place: "own", metric: "memory_used_mb", from: 420, to: 1900 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 5200 },
      ],
      errors: [{ place: "own", message: `list of open ${c.noun}s returned {n}000 rows for one request, took {ms}ms` }],
      usual: `listed open ${c.noun}s`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 800ms` },
      spans: [
        { place: "edge", operation: "GET /open" },
        { place: "own", operation: `db.query ${c.noun}s` },
      ],
    }),
  },
  {
    name: "the bearer is not passed on (Node)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.caller}: generated client for ${c.own}`,
        "caller",
        patch(
          `services/${c.caller}/src/clients/${c.stem}.ts`,
          "-  return fetch(url, { headers: { ...forwarded(request), accept: 'application/json' } });",
          "+  return api.get(path, { accept: 'application/json' });",
        ),
      ),
      near: [
        commit(
          `refactor(${c.stem}): tidy guard of ${c.noun}s`,
          "own",
          patch(c.ts("guard.ts"), "-  if (!user) return deny(401);\n", "+  if (user === undefined) return deny(401);"),
        ),
      ],
      moves: [
        { place: "own", metric: "http_401_per_sec", from: 0, to: 130 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.85 },
      ],
      errors: [
        { place: "own", message: "rejected call without authorization header path=/{id}" },
        { place: "caller", message: `${c.own} answered 401` },
      ],
      usual: `${c.noun} {id} read`,
      alert: { place: "caller", metric: "http_5xx_ratio", summary: `${c.caller} 5xx ratio above 5%` },
      spans: [
        { place: "caller", operation: `GET /${c.noun}s`, error: "401" },
        { place: "own", operation: "GET", error: "without authorization header" },
      ],
      firstFailing: "caller",
    }),
  },
  {
    name: "answers are kept for too long (TTL)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(`${c.stem}: fewer reads of stock`, "own", patch(c.yaml("cache.yaml"), " stock:", "-  ttl: 10s", "+  ttl: 6h")),
      near: [commit(`${c.dependencyStem}: note on stock`, null, patch("docs/stock.md", "+Stock moves all day."))],
      moves: [
        { place: "own", metric: "oversold_orders_per_hour", from: 0, to: 120, shape: "ramp" },
        { place: "caller", metric: "orders_cancelled_ratio", from: 0.01, to: 0.2 },
      ],
      errors: [{ place: "own", message: "stock of {id} is stale: shown 4, warehouse says 0; order cancelled" }],
      usual: "stock of {id} shown",
      alert: { metric: "oversold_orders_per_hour", summary: `${c.own} sells what is not in stock` },
      spans: [{ place: "caller", operation: "reserve", error: "not in stock" }],
    }),
  },
  {
    name: "a resolver asks five times (DNS)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: short names for services",
        "own",
        patch(c.yaml("dns.yaml"), " dnsConfig:", "   options:", '-    - { name: ndots, value: "1" }', '+    - { name: ndots, value: "5" }'),
      ),
      near: [commit(`infra: budget alert of ${c.stem}`, "own", patch(c.tf("budget.tf"), "-  limit = 400", "+  limit = 420"))],
      moves: [
        { place: "own", metric: "dns_queries_per_sec", from: 40, to: 2600 },
        { place: "own", metric: "http_client_duration_p99_ms", from: 50, to: 5100 },
      ],
      errors: [{ place: "own", message: "lookup api.partner.example.own.svc.cluster.local: i/o timeout after {ms}ms" }],
      usual: "called partner in {ms}ms",
      alert: { metric: "http_client_duration_p99_ms", summary: `${c.own} outgoing calls slow` },
      spans: [{ place: "own", operation: "dns.lookup", error: "i/o timeout" }],
    }),
  },
  {
    name: "a mailer is down (third party, no feed)",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: subject of reminders`, "own", patch(c.ts("mail/subject.ts"), '-  subject: "Reminder",', '+  subject: "A reminder",')),
        commit(
          `refactor: tidy mail sender`,
          "own",
          patch(c.ts("mail/send.ts"), "-  const r = await post(url, m);\n-  return r;", "+  return await post(url, m);"),
        ),
      ],
      moves: [{ place: "own", metric: "mails_failed_ratio", from: 0.01, to: 0.97 }],
      errors: [{ place: "own", message: "send failed: https://api.mailwing.example/v3/send 503 Service Unavailable mail={id}" }],
      usual: "mail {id} sent",
      alert: { metric: "mails_failed_ratio", summary: `${c.own} cannot send mail` },
      spans: [{ place: "own", operation: "POST api.mailwing.example/v3/send", error: "503 Service Unavailable" }],
    }),
  },
  {
    name: "the certificate of a partner ran out",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.stem}: newer list of ciphers in docs`, null, patch("docs/tls.md", "+We speak TLS 1.3.")),
        other("config", `${c.own} log sampling`, "own", "log.sampling: 0.2 -> 0.25"),
      ],
      moves: [{ place: "own", metric: "partner_sync_failures_per_min", from: 0, to: 30 }],
      errors: [
        { place: "own", message: "x509: certificate has expired or is not yet valid: current time is after 2026-03-01 host=sync.partner.example" },
      ],
      usual: "partner sync ok",
      alert: { metric: "partner_sync_failures_per_min", summary: `${c.own} cannot sync with partner` },
      spans: [{ place: "own", operation: "sync", error: "certificate has expired" }],
    }),
  },
  {
    name: "a device floods with broken messages (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `refactor: tidy ${c.noun} decoder`,
          "own",
          patch(
            c.go("decode.go"),
            "-	var m M",
            "-	err := json.Unmarshal(b, &m)",
            "-	return m, err",
            "+	m, err := decodeAs[M](b)",
            "+	return m, err",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "decode_failures_per_min", from: 0, to: 600 },
        { place: "dependency", metric: "queue_oldest_message_age_seconds", from: 2, to: 900, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "cannot decode message_id=dev-77120-4 partition=2 offset=99120: invalid value for humidity, redelivering" }],
      usual: "decoded {n} messages",
      alert: { metric: "decode_failures_per_min", summary: `${c.own} cannot decode messages; queue grows old` },
      spans: [{ place: "own", operation: "decode", error: "invalid value for humidity offset=99120" }],
    }),
  },
  {
    name: "guests of a show come at once (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        other("flag", "flag show_banner off->on", "edge"),
        commit(`${c.stem}: pool a little larger`, "own", patch(c.yaml("pool.yaml"), "-  maxConnections: 30", "+  maxConnections: 36")),
      ],
      moves: [
        { place: "edge", metric: "requests_per_sec", from: 90, to: 900 },
        { place: "own", metric: "requests_per_sec", from: 50, to: 500 },
        { place: "own", metric: "db_pool_waiting", from: 0, to: 90, lag: 1 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.3, lag: 1 },
      ],
      errors: [{ place: "own", message: "timed out waiting for a connection of the pool after {ms}ms", lag: 1 }],
      usual: "ticket {id} reserved",
      alert: { place: "edge", metric: "http_5xx_ratio", summary: `${c.edge} 5xx above 5%` },
      spans: [
        { place: "edge", operation: "POST /tickets", error: "503" },
        { place: "own", operation: "reserve", error: "timed out waiting for a connection" },
      ],
      firstFailing: "edge",
    }),
  },
];

import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Incidents written after the weighing was done, to judge it: settings, platform, and none to blame. */
export const UNSEEN_OTHER: readonly Scenario[] = [
  {
    name: "unseen: a cron runs every minute",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: recalculate ${c.noun}s more often`,
        "own",
        patch(c.yaml("cronjob.yaml"), '-  schedule: "0 3 * * *"', '+  schedule: "* * * * *"'),
      ),
      near: [
        commit(`${c.stem}: quote strings in cron manifests`, "own", patch(c.yaml("cronjob-cleanup.yaml"), "-  name: cleanup", '+  name: "cleanup"')),
      ],
      moves: [
        { place: "own", metric: "db_cpu_percent", from: 20, to: 99 },
        { place: "own", metric: "job_runs_per_hour", from: 0, to: 58 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 1900 },
      ],
      errors: [{ place: "own", message: `recalculation of ${c.noun}s overlaps with the run before, started {n} jobs`, share: 2 }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "db_cpu_percent", summary: `${c.own} database CPU at 99 %` },
      spans: [{ place: "own", operation: "recalculate" }],
    }),
  },
  {
    name: "unseen: a probe that is too impatient (YAML)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: detect hangs sooner`,
        "own",
        patch(
          c.yaml("deployment.yaml"),
          "         livenessProbe:",
          "-          timeoutSeconds: 10",
          "-          failureThreshold: 5",
          "+          timeoutSeconds: 1",
          "+          failureThreshold: 1",
        ),
      ),
      near: [
        commit(`${c.stem}: describe probes`, null, patch("docs/probes.md", "+Liveness restarts a pod.")),
        other("config", `${c.own} log sampling`, "own", "log.sampling: 0.5 -> 0.4"),
      ],
      moves: [
        { place: "own", metric: "container_restarts_per_min", from: 0, to: 5 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.3 },
      ],
      errors: [
        { place: "own", message: "Liveness probe failed: context deadline exceeded, container will be restarted pod={id}" },
        { place: "caller", message: `${c.own}: connection refused` },
      ],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "container_restarts_per_min", summary: `${c.own} restarts again and again` },
      spans: [{ place: "caller", operation: "load", error: "connection refused" }],
    }),
  },
  {
    name: "unseen: a header limit at the proxy (nginx)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Harden proxy buffers",
        "edge",
        patch("edge/nginx.conf", "-    large_client_header_buffers 4 16k;", "+    large_client_header_buffers 2 1k;"),
      ),
      near: [commit("Compress fonts at the proxy", "edge", patch("edge/gzip.conf", "-  gzip_types text/css;", "+  gzip_types text/css font/ttf;"))],
      moves: [{ place: "edge", metric: "http_400_ratio", from: 0.002, to: 0.4 }],
      errors: [
        { place: "edge", message: "client sent too long header line while reading client request headers: large_client_header_buffers client={id}" },
      ],
      usual: "GET / 200 {ms}ms",
      alert: { place: "edge", metric: "http_400_ratio", summary: `${c.edge} answers 400 Request Header Too Large` },
      spans: [{ place: "edge", operation: "accept", error: "400 Request Header Or Cookie Too Large" }],
      firstFailing: "edge",
    }),
  },
  {
    name: "unseen: a feature flag sends writes to an empty store",
    kind: "flag",
    scene: (c) => ({
      guilty: other("flag", `flag ${c.noun}-store-read-replica 0% -> 100%`, "own"),
      near: [
        other("flag", `flag ${c.asideStem}-inbox-v3 off->on`, "aside"),
        commit(`${c.stem}: comment on replica reads`, "own", patch(c.java("Store.java"), "+    // replicas lag a little")),
      ],
      moves: [
        { place: "own", metric: "not_found_ratio", from: 0.01, to: 0.5 },
        { place: "own", metric: "replica_lag_seconds", from: 1, to: 400 },
      ],
      errors: [{ place: "own", message: `${c.noun} {id} not found on read replica (lag {n}s)` }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "not_found_ratio", summary: `${c.own}: customers do not find ${c.noun}s that they just made` },
      spans: [{ place: "own", operation: `get ${c.noun}`, error: "not found on read replica" }],
    }),
  },
  {
    name: "unseen: a view is dropped that reports read",
    kind: "migration",
    scene: (c) => ({
      guilty: other(
        "migration",
        `0210_cleanup_views on ${c.stem} database`,
        "own",
        `DROP VIEW IF EXISTS ${c.noun}_monthly;\nDROP VIEW IF EXISTS ${c.noun}_weekly;`,
      ),
      near: [other("migration", `0209_comment_tables on ${c.stem} database`, "own", `COMMENT ON TABLE ${c.noun}s IS 'all ${c.noun}s';`)],
      moves: [{ place: "caller", metric: "report_failures_per_min", from: 0, to: 30 }],
      errors: [{ place: "caller", message: `relation "${c.noun}_monthly" does not exist (SQLSTATE 42P01) report={id}` }],
      usual: `read ${c.noun} {id}`,
      alert: { place: "caller", metric: "report_failures_per_min", summary: `${c.caller} reports fail` },
      spans: [{ place: "caller", operation: "report", error: `relation "${c.noun}_monthly" does not exist` }],
      firstFailing: "caller",
    }),
  },
  {
    name: "unseen: the machine type is smaller (Terraform)",
    kind: "scaling",
    scene: (c) => ({
      guilty: commit(
        `infra: smaller instances for ${c.stem}`,
        "own",
        patch(c.tf("instances.tf"), '-  instance_type = "m6i.4xlarge"', '+  instance_type = "t3.small"'),
      ),
      near: [commit("infra: rename output variables", null, patch("infra/prod/outputs.tf", '-output "addr" {', '+output "address" {'))],
      moves: [
        { place: "own", metric: "cpu_utilization", from: 0.35, to: 1 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 3900 },
        { place: "own", metric: "cpu_credit_balance", from: 200, to: 0, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "request {id} took {ms}ms, CPU saturated" }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s, CPU at 100 %` },
      spans: [{ place: "own", operation: "serve" }],
    }),
  },
  {
    name: "unseen: a key is rotated and one side keeps the old one",
    kind: "certificate",
    scene: (c) => ({
      guilty: other("certificate", `rotate JWT signing key of ${c.own} (kid 2026-07)`, "own"),
      near: [
        other("certificate", `renew certificate of ${c.own} (same issuer)`, "own"),
        commit(`${c.stem}: explain tokens`, null, patch("docs/tokens.md", "+Tokens are signed.")),
      ],
      moves: [{ place: "caller", metric: "http_401_ratio", from: 0.003, to: 0.9 }],
      errors: [{ place: "caller", message: "invalid token: no key found for kid 2026-07, signature verification failed request={id}" }],
      usual: "issued token {id}",
      alert: { place: "caller", metric: "http_401_ratio", summary: `${c.caller} rejects tokens of ${c.own}` },
      spans: [{ place: "caller", operation: "authorize", error: "signature verification failed" }],
      firstFailing: "caller",
    }),
  },
  {
    name: "unseen: a firewall rule (infrastructure)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: tighten security groups",
        "own",
        patch(c.tf("network.tf"), '-  ingress { from_port = 6379 to_port = 6379 cidr_blocks = ["10.0.0.0/8"] }'),
      ),
      near: [commit("infra: sort providers", null, patch("infra/versions.tf", '-  b = ">= 2"', '-  a = ">= 1"', '+  a = ">= 1"', '+  b = ">= 2"'))],
      moves: [
        { place: "own", metric: "cache_errors_per_sec", from: 0, to: 40 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 40, to: 2100 },
      ],
      errors: [{ place: "own", message: "redis: dial tcp 10.3.1.{n}:6379: i/o timeout" }],
      usual: `read ${c.noun} {id} from cache`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s, cache unreachable` },
      spans: [{ place: "own", operation: "redis.get", error: "i/o timeout" }],
    }),
  },
  {
    name: "unseen: a carrier is away while a timeout was touched",
    kind: "third-party",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: label client timeouts`,
          "own",
          patch(c.go("sms/client.go"), '-	return nil, errors.New("sms failed")', '+	return nil, fmt.Errorf("sms failed: %w", err)'),
        ),
        commit(
          `${c.stem}: sms client timeout 10 s`,
          "own",
          patch(c.go("sms/config.go"), "-	Timeout: 12 * time.Second,", "+	Timeout: 10 * time.Second,"),
        ),
      ],
      moves: [{ place: "own", metric: "sms_failed_ratio", from: 0.004, to: 0.9 }],
      errors: [{ place: "own", message: "carrier gateway https://smpp.telcobridge.example answered 502 Bad Gateway message={id}" }],
      usual: "sent sms {id}",
      alert: { metric: "sms_failed_ratio", summary: `${c.own}: text messages are not delivered` },
      spans: [{ place: "own", operation: "POST smpp.telcobridge.example", error: "502 Bad Gateway" }],
      outputs: [
        {
          command: "status-feed",
          text: '{"feeds": [{"name": "Telcobridge", "indicator": "major", "description": "SMPP gateway outage", "updated": "{onset}"}]}',
        },
      ],
    }),
  },
  {
    name: "unseen: a holiday brings everybody (traffic)",
    kind: "traffic",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(`${c.edge}: preload fonts`, "edge", patch(`web/src/head.tsx`, '+  <link rel="preload" href="/font.woff2" as="font" />')),
        commit(`${c.stem}: sort ${c.noun} totals`, "own", patch(c.go("totals.go"), "-	return totals", "+	sort.Ints(totals)", "+	return totals")),
      ],
      moves: [
        { place: "edge", metric: "sessions_active", from: 900, to: 7000 },
        { place: "edge", metric: "requests_per_second", from: 300, to: 2600 },
        { place: "own", metric: "requests_per_second", from: 110, to: 980 },
        { place: "own", metric: "db_connections_active", from: 20, to: 100, lag: 1 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 3300, lag: 2 },
      ],
      errors: [{ place: "own", message: "remaining connection slots are reserved, request {id} failed", lag: 2 }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "edge", operation: "GET /" },
        { place: "own", operation: "totals" },
      ],
    }),
  },
  {
    name: "unseen: a spot machine is taken away (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: group constants`,
          "own",
          patch(c.java("Constants.java"), "-    static final int A = 3;", "+    static final int ATTEMPTS = 3;"),
        ),
        commit(`${c.stem}: more replicas in staging`, null, patch("deploy/staging/values.yaml", "-  replicas: 1", "+  replicas: 2")),
      ],
      moves: [
        { place: "own", metric: "available_replicas", from: 9, to: 4 },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.3 },
      ],
      errors: [{ place: "own", message: "node ip-10-1-4-{n} preempted: spot instance interruption notice, evicting pods" }],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %, replicas missing` },
      spans: [{ place: "caller", operation: "load", error: "503" }],
    }),
  },
  {
    name: "unseen: a partner sends a file of another form (bad data)",
    kind: "bad-data",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: extract csv reader`,
          "own",
          patch(
            c.py("csv_reader.py"),
            "-    rows = list(csv.reader(handle))",
            "-    return rows",
            "+    return read_rows(handle)",
            "+",
            "+def read_rows(handle):",
            "+    return list(csv.reader(handle))",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "imports_failed_per_min", from: 0, to: 12 },
        { place: "own", metric: "queue_oldest_age_seconds", from: 20, to: 1500, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message: "cannot parse row: unexpected value 'N/A' in column weight file=partner-20260711.csv row=48213 message_id=m-99041; redelivering",
        },
      ],
      usual: `imported {n} ${c.noun}s`,
      alert: { metric: "imports_failed_per_min", summary: `${c.own} import fails, queue grows` },
      spans: [{ place: "own", operation: "import", error: "cannot parse row: unexpected value 'N/A'" }],
    }),
  },
  {
    name: "unseen: a licence ran out (expiry)",
    kind: "expiry",
    scene: (c) => ({
      guilty: null,
      near: [
        commit(
          `${c.stem}: tidy search client`,
          "own",
          patch(c.ts("search.ts"), "-  const client = new Search(options);", "-  return client;", "+  return new Search(options);"),
        ),
      ],
      moves: [{ place: "own", metric: "search_error_ratio", from: 0.001, to: 1 }],
      errors: [{ place: "own", message: "search engine refuses queries: license expired on 2026-06-30 request={id}" }],
      usual: `searched ${c.noun}s in {ms}ms`,
      alert: { metric: "search_error_ratio", summary: `${c.own}: all searches fail` },
      spans: [{ place: "own", operation: "search", error: "license expired" }],
    }),
  },
];

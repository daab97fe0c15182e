import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Further changes of settings, schemas and what lies below. */
export const SETTINGS_MORE: readonly Scenario[] = [
  {
    name: "a cron runs every minute",
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
    name: "a probe that is too impatient (YAML)",
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
    name: "a header limit at the proxy (nginx)",
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
    name: "a feature flag sends writes to an empty store",
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
    name: "a view is dropped that reports read",
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
    name: "the machine type is smaller (Terraform)",
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
    name: "a key is rotated and one side keeps the old one",
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
    name: "a firewall rule (infrastructure)",
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
];

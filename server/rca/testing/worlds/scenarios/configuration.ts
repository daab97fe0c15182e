import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Settings of what runs. Some come as commits to a configuration, some as events of their own. */
export const CONFIGURATION: readonly Scenario[] = [
  {
    name: "a pool is cut to a tenth (YAML)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: right-size database settings`,
        "own",
        patch(c.yaml("values.yaml"), " database:", "-  maxConnections: 60", "+  maxConnections: 6", "   idleTimeout: 30s"),
      ),
      near: [
        commit(`${c.stem}: label pods with team`, "own", patch(c.yaml("labels.yaml"), "+  team: platform")),
        other("config", `${c.aside} log format json`, "aside", "log.format: text -> json"),
      ],
      moves: [
        { place: "own", metric: "db_pool_wait_ms", from: 1, to: 2900 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 80, to: 3100 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.3 },
      ],
      errors: [
        { place: "own", message: "timed out after {ms}ms waiting for a database connection (active=6 idle=0)" },
        { place: "caller", message: `${c.own} answered 503` },
      ],
      usual: `stored ${c.noun} {id} in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s` },
      spans: [
        { place: "caller", operation: "save", error: "503" },
        { place: "own", operation: "db.acquire", error: "timed out waiting for a database connection" },
      ],
    }),
  },
  {
    name: "an address with a slip of the pen (config event)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other(
        "config",
        `${c.own}: point at the new ${c.dependency} address`,
        "own",
        `${c.dependencyStem.toUpperCase()}_URL: http://${c.dependency}.core.svc:8080 -> http://${c.dependency}.cores.svc:8080`,
      ),
      near: [
        other("config", `${c.own}: banner text`, "own", "BANNER: none -> Scheduled maintenance on Sunday"),
        commit(`${c.dependencyStem}: describe the new address`, null, patch("docs/addresses.md", `+${c.dependency}.core.svc`)),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.9 },
        { place: "dependency", metric: "requests_per_sec", from: 130, to: 2 },
      ],
      errors: [{ place: "own", message: `dial tcp: lookup ${c.dependency}.cores.svc: no such host` }],
      usual: `asked ${c.dependency} for ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} answers 500 to most requests` },
      spans: [{ place: "own", operation: `get ${c.noun}`, error: "no such host" }],
      delay: [0, 2],
    }),
  },
  {
    name: "a variable that is no longer set (Helm)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Clean up unused environment",
        "own",
        patch(
          c.yaml("deployment.yaml"),
          "         env:",
          "-            - name: SIGNING_KEY_PATH",
          "-              value: /etc/keys/signing.pem",
          "             - name: PORT",
        ),
      ),
      near: [commit("Sort environment of all charts", null, patch("charts/common/values.yaml", "-  B: 2", "-  A: 1", "+  A: 1", "+  B: 2"))],
      moves: [
        { place: "own", metric: "up_replicas", from: 4, to: 0 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.95 },
      ],
      errors: [
        { place: "own", message: "fatal: environment variable SIGNING_KEY_PATH is not set pid={n}" },
        { place: "caller", message: `connect ECONNREFUSED ${c.own}:8080` },
      ],
      usual: `signed ${c.noun} {id}`,
      alert: { metric: "up_replicas", summary: `${c.own} has no running replica` },
      spans: [{ place: "caller", operation: "sign", error: "ECONNREFUSED" }],
      delay: [1, 4],
    }),
  },
  {
    name: "logs at debug fill the disk (YAML)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: more detail while we look into #4711`,
        "own",
        patch(c.yaml("logging.yaml"), " root:", "-  level: warn", "+  level: debug"),
      ),
      near: [
        commit(`${c.stem}: rotate logs daily in staging`, null, patch("deploy/staging/logrotate.yaml", "-  every: week", "+  every: day")),
        commit(`${c.stem}: drop unused import`, "own", patch(c.go("main.go"), '-import "strings"')),
      ],
      moves: [
        { place: "own", metric: "disk_used_percent", from: 41, to: 100, shape: "ramp" },
        { place: "own", metric: "log_lines_per_sec", from: 60, to: 9800 },
        { place: "own", metric: "write_errors_per_sec", from: 0, to: 55, lag: 45 },
      ],
      errors: [
        { place: "own", message: `write /var/log/${c.stem}/app.log: no space left on device`, lag: 45 },
        { place: "own", message: `DEBUG frame {id} decoded bytes={n}`, share: 4 },
      ],
      usual: `accepted frame {id}`,
      alert: { metric: "disk_used_percent", summary: `${c.own} volume above 90 %` },
      spans: [{ place: "own", operation: "write" }],
      delay: [0, 2],
    }),
  },
  {
    name: "a rate limit far too low (gateway config)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Limit abusive clients",
        "edge",
        patch(`gateway/routes/${c.stem}.yaml`, "   ratelimit:", "-    requestsPerMinute: 6000", "+    requestsPerMinute: 60"),
      ),
      near: [
        commit("Sort gateway routes", null, patch("gateway/routes/index.yaml", "-- b", "-- a", "+- a", "+- b")),
        commit(`${c.stem}: retry button on error page`, "own", patch(c.ts("pages/error.tsx"), "+<Button>Try again</Button>")),
      ],
      moves: [
        { place: "edge", metric: "http_429_ratio", from: 0, to: 0.82 },
        { place: "own", metric: "requests_per_sec", from: 90, to: 14 },
      ],
      errors: [{ place: "edge", message: `429 too many requests for client {id} on /${c.stem}` }],
      usual: `GET /${c.stem} 200 {ms}ms`,
      alert: { place: "edge", metric: "http_429_ratio", summary: `${c.edge} answers 429 to most clients of /${c.stem}` },
      spans: [{ place: "edge", operation: `GET /${c.stem}`, error: "429" }],
      firstFailing: "edge",
      delay: [0, 3],
    }),
  },
  {
    name: "less memory than the process needs (config event)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other("config", `${c.own} resources`, "own", "resources.limits.memory: 2Gi -> 256Mi"),
      near: [
        other("config", `${c.own} annotations`, "own", "metadata.annotations.owner: none -> team-a"),
        commit(`${c.stem}: shrink ${c.noun} icons`, "own", patch(c.ts("assets/icons.svg"), '-<svg width="24">', '+<svg width="20">')),
      ],
      moves: [
        { place: "own", metric: "container_restarts_per_min", from: 0, to: 4 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.5 },
      ],
      errors: [
        { place: "own", message: "container killed: OOMKilled (exit 137), memory limit 256Mi" },
        { place: "caller", message: `${c.own}: connection reset by peer` },
      ],
      usual: `rendered ${c.noun} {id}`,
      alert: { metric: "container_restarts_per_min", summary: `${c.own} restarts again and again` },
      spans: [{ place: "caller", operation: "render", error: "connection reset by peer" }],
      delay: [1, 4],
    }),
  },
  {
    name: "entries live three seconds instead of an hour (config event)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other("config", `${c.own} cache settings`, "own", "cache.ttlSeconds: 3600 -> 3"),
      near: [other("config", `${c.own} metrics port`, "own", "metrics.port: 9090 -> 9102")],
      moves: [
        { place: "own", metric: "cache_hit_ratio", from: 0.97, to: 0.08 },
        { place: "dependency", metric: "requests_per_sec", from: 30, to: 900 },
        { place: "dependency", metric: "cpu_percent", from: 20, to: 99 },
        { place: "own", metric: "http_server_duration_p95_ms", from: 20, to: 700 },
      ],
      errors: [{ place: "own", message: `slow answer from ${c.dependency} for ${c.noun} {id}: {ms}ms (cache miss)` }],
      usual: `${c.noun} {id} from cache`,
      alert: { metric: "http_server_duration_p95_ms", summary: `${c.own} p95 above 400 ms` },
      spans: [
        { place: "own", operation: `get ${c.noun}` },
        { place: "dependency", operation: `load ${c.noun}` },
      ],
      delay: [0, 3],
    }),
  },
];

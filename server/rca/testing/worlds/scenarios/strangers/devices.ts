import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Meters, sensors and the house. */
export const DEVICES: readonly Scenario[] = [
  {
    name: "every name is asked five times over (pod settings)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "Use the cluster's DNS defaults",
        "own",
        patch(c.yaml("deployment.yaml"), "-      dnsConfig:", "-        options:", '-          - { name: ndots, value: "1" }', "       containers:"),
      ),
      near: [
        commit(
          "ingest: hosts in one file",
          "own",
          patch(c.go("hosts.go"), '-const a = "broker"', '+const brokerHost = "broker"\n+const a = brokerHost'),
        ),
        commit("ingest: scary migration of dashboards", null, patch("dashboards/ingest.json", '+  "title": "ingest v2"')),
      ],
      moves: [
        { place: "own", metric: "dns_queries_per_sec", from: 40, to: 3900 },
        { place: "own", metric: "connect_duration_p99_ms", from: 12, to: 5100 },
        { place: "caller", metric: "telemetry_gap_seconds", from: 1, to: 48 },
      ],
      errors: [
        { place: "own", message: "lookup broker-7.eu.telemetry.example.com: i/o timeout on 10.0.0.10:53" },
        { place: "caller", message: "no telemetry of household {id} for {n} s", share: 0.5 },
      ],
      usual: "telemetry {id} accepted",
      alert: { metric: "connect_duration_p99_ms", summary: `${c.own}: connects take seconds` },
      spans: [{ place: "own", operation: "connect broker", error: "lookup i/o timeout" }],
    }),
  },
  {
    name: "idle devices are hung up on (Envoy sidecar)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        "mesh: reclaim idle streams",
        "own",
        patch(
          "mesh/envoy/devices.yaml",
          "   route_config:",
          "-    stream_idle_timeout: 0s",
          "+    stream_idle_timeout: 15s",
          "     max_stream_duration: 0s",
        ),
      ),
      near: [
        commit("devices: reconnect button", "caller", patch("app/src/Reconnect.stories.tsx", "+export const Busy = {};")),
        commit("devices: keepalive docs", "own", patch("docs/keepalive.md", "+Devices ping each minute.")),
      ],
      moves: [
        { place: "own", metric: "device_reconnects_per_sec", from: 3, to: 720 },
        { place: "own", metric: "cpu_percent", from: 30, to: 93 },
        { place: "caller", metric: "devices_offline_ratio", from: 0.01, to: 0.37, lag: 1 },
      ],
      errors: [{ place: "own", message: "stream of device {id} reset: idle for 15s; TLS handshakes queued {n}" }],
      usual: "ping of device {id}",
      alert: { metric: "device_reconnects_per_sec", summary: `${c.own}: devices reconnect all the time` },
      spans: [{ place: "own", operation: "DeviceStream", error: "stream reset" }],
    }),
  },
  {
    name: "another team's compaction at noon (cron, hours old)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "archive: compact before the nightly export",
        "aside",
        patch("archive/deploy/cronjob.yaml", " spec:", '-  schedule: "15 3 * * 0"', '+  schedule: "15 * * * *"', "   jobTemplate: compact-readings"),
      ),
      near: [
        commit("readings: new aggregate (unused)", "own", patch(c.sql("007_comment.sql"), "+COMMENT ON TABLE readings IS 'one row a quarter hour';")),
        commit("readings: validate meter ids", "own", patch(c.py("meters_test.py"), "+def test_meter_ids():")),
      ],
      moves: [
        { place: "dependency", metric: "db_locks_waiting", from: 0, to: 85 },
        { place: "dependency", metric: "cpu_percent", from: 30, to: 96 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 7800 },
      ],
      errors: [
        { place: "own", message: "insert into readings canceled: lock timeout, waiting for compact-readings (pid {n})" },
        { place: "aside", message: "compact-readings: rewriting partition {n}, 41 million rows", share: 0.4 },
      ],
      usual: "stored {n} readings",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 5 s, readings are lost` },
      spans: [{ place: "own", operation: "insert readings", error: "lock timeout" }],
      delay: [40, 110],
    }),
  },
  {
    name: "the scaler waits for six times the load (Terraform)",
    kind: "scaling",
    scene: (c) => ({
      guilty: commit(
        "Stop flapping of ingest fleet",
        "own",
        patch(c.tf("fleet.tf"), '   predefined_metric_type = "ASGAverageCPUUtilization"', "-  target_value = 55", "+  target_value = 330"),
      ),
      near: [
        commit("fleet: describe instances", "own", patch(c.tf("outputs.tf"), '+output "fleet_name" { value = local.name }')),
        commit("fleet: faster boot", "own", patch("packer/README.md", "+Boot takes 40 s.")),
      ],
      moves: [
        { place: "own", metric: "cpu_percent", from: 50, to: 99 },
        { place: "own", metric: "ingest_delay_seconds", from: 2, to: 260, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "ingest worker saturated: {n} batches waiting, fleet stays at 4 instances" }],
      usual: "batch {id} written",
      alert: { metric: "ingest_delay_seconds", summary: `${c.own}: ingest is minutes behind` },
      spans: [{ place: "own", operation: "write batch" }],
      delay: [5, 25],
    }),
  },
  {
    name: "the broker's address is under another name (Node, environment)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "One prefix for all our variables",
        "own",
        patch(
          c.ts("settings.ts"),
          '-  broker: process.env.BROKER_URL ?? "mqtt://localhost",',
          '+  broker: process.env.HOME_BROKER_URL ?? "mqtt://localhost",',
        ),
      ),
      near: [
        commit("commands: type of settings", "own", patch(c.ts("types.ts"), "+export type Settings = { broker: string };")),
        commit("URGENT revert of button colour", "caller", patch("app/theme.css", "-color: red;", "+color: green;")),
      ],
      moves: [
        { place: "own", metric: "commands_failed_ratio", from: 0.002, to: 0.99 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.6 },
      ],
      errors: [{ place: "own", message: "mqtt: connect ECONNREFUSED 127.0.0.1:1883, command {id} not sent" }],
      usual: "command {id} sent",
      alert: { metric: "commands_failed_ratio", summary: `${c.own}: commands do not reach devices` },
      spans: [{ place: "own", operation: "publish", error: "ECONNREFUSED 127.0.0.1:1883" }],
    }),
  },
  {
    name: "the clock of a machine runs away (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit("tokens: docs on leeway", "own", patch("docs/tokens.md", "+The leeway is 30 s.")),
        commit(
          "tokens: extract validator",
          "own",
          patch(
            c.go("token/validate.go"),
            "-	if t.Expired(now) { return ErrExpired }\n-	return nil",
            "+	return check(t, now)\n+}\n+func check(t Token, now time.Time) error {\n+	if t.Expired(now) { return ErrExpired }\n+	return nil",
          ),
        ),
        other("deploy", `deploy ${c.own} 3.9.1`, "own"),
      ],
      moves: [
        { place: "own", metric: "node_timex_offset_seconds", from: 0.001, to: 148 },
        { place: "own", metric: "http_401_ratio", from: 0.004, to: 0.33 },
      ],
      errors: [
        { place: "own", message: "token of device {id} used before issued (iat is 148 s in the future) on node ip-10-3-1-77" },
        { place: "own", message: "chronyd: no selectable sources, system clock unsynchronised", share: 0.2 },
      ],
      usual: "device {id} authenticated",
      alert: { metric: "http_401_ratio", summary: `${c.own}: a third of the devices get 401` },
      spans: [{ place: "own", operation: "authenticate", error: "401" }],
    }),
  },
];

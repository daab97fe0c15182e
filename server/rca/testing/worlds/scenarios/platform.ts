import { commit, other, patch, type Scenario } from "../scenario.ts";

/** Scaling, certificates, quotas and infrastructure. */
export const PLATFORM: readonly Scenario[] = [
  {
    name: "too few replicas",
    kind: "scaling",
    scene: (c) => ({
      guilty: other("scaling", `${c.own} replicas 12 -> 2`, "own"),
      near: [
        other("scaling", `${c.aside} replicas 3 -> 4`, "aside"),
        commit(`${c.stem}: name worker threads`, "own", patch(c.java("Threads.java"), "-    new Thread(task)", `+    new Thread(task, "${c.noun}")`)),
      ],
      moves: [
        { place: "own", metric: "cpu_percent", from: 38, to: 99 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 110, to: 2600 },
        { place: "own", metric: "request_queue_depth", from: 1, to: 340 },
      ],
      errors: [{ place: "own", message: "request queue full, rejecting request {id} (503)" }],
      usual: `served ${c.noun} {id} in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s, CPU at 99 %` },
      spans: [
        { place: "caller", operation: "load", error: "503" },
        { place: "own", operation: "serve" },
      ],
      delay: [1, 5],
    }),
  },
  {
    name: "the autoscaler may no longer grow (Terraform)",
    kind: "scaling",
    scene: (c) => ({
      guilty: commit(
        `infra: cap ${c.stem} autoscaling to save cost`,
        "own",
        patch(c.tf("autoscaling.tf"), "   min_size = 2", "-  max_size = 40", "+  max_size = 4"),
      ),
      near: [commit("infra: tag resources with cost centre", null, patch("infra/modules/tags.tf", '+    cost_centre = "4200"'))],
      moves: [
        { place: "own", metric: "cpu_utilization_ratio", from: 0.5, to: 0.99 },
        { place: "own", metric: "queue_lag_seconds", from: 2, to: 900, shape: "ramp" },
        { place: "own", metric: "instances_running", from: 14, to: 4 },
      ],
      errors: [
        { place: "own", message: "scale out refused: desired 14 exceeds maximum 4" },
        { place: "own", message: "job {id} waited {n}s in the queue" },
      ],
      usual: `finished job {id}`,
      alert: { metric: "queue_lag_seconds", summary: `${c.own} queue lag above 5 minutes` },
      spans: [{ place: "own", operation: "job" }],
      delay: [2, 8],
    }),
  },
  {
    name: "a certificate of another authority",
    kind: "certificate",
    scene: (c) => ({
      guilty: other("certificate", `rotate serving certificate of ${c.own} (issuer internal-ca-2)`, "own"),
      near: [
        other("certificate", `renew certificate of ${c.aside} (issuer internal-ca-1)`, "aside"),
        commit(`${c.stem}: explain TLS in README`, null, patch("README.md", "+Certificates are issued by the internal CA.")),
      ],
      moves: [
        { place: "own", metric: "tls_handshake_errors_per_sec", from: 0, to: 70 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.99 },
        { place: "own", metric: "requests_per_sec", from: 150, to: 1 },
      ],
      errors: [
        { place: "own", message: "http: TLS handshake error from {id}: remote error: tls: unknown certificate authority" },
        { place: "caller", message: `Get https://${c.own}/v1: x509: certificate signed by unknown authority` },
      ],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "tls_handshake_errors_per_sec", summary: `${c.own} TLS handshakes fail` },
      spans: [{ place: "caller", operation: `GET ${c.noun}`, error: "x509: certificate signed by unknown authority" }],
      delay: [0, 2],
    }),
  },
  {
    name: "old clients are shut out by a newer TLS version",
    kind: "certificate",
    scene: (c) => ({
      guilty: commit("Harden TLS", "edge", patch("gateway/tls.yaml", "-  minVersion: TLSv1.2", "+  minVersion: TLSv1.3")),
      near: [commit("Rotate staging TLS certificate", null, patch("deploy/staging/tls.yaml", "-  serial: 11", "+  serial: 12"))],
      moves: [
        { place: "edge", metric: "tls_handshake_failures_per_sec", from: 0, to: 35 },
        { place: "own", metric: "requests_per_sec", from: 80, to: 30 },
      ],
      errors: [{ place: "edge", message: "TLS handshake failed: tls: client offered only unsupported versions: [303] peer {id}" }],
      usual: `GET /${c.stem} 200 {ms}ms`,
      alert: { place: "edge", metric: "tls_handshake_failures_per_sec", summary: `${c.edge} refuses TLS handshakes of clients` },
      spans: [{ place: "edge", operation: "accept", error: "unsupported versions" }],
      firstFailing: "edge",
      delay: [0, 3],
    }),
  },
  {
    name: "provisioned writes are cut",
    kind: "quota",
    scene: (c) => ({
      guilty: other("quota", `table ${c.noun}-events write capacity 1200 -> 100`, "own"),
      near: [
        other("quota", `bucket ${c.asideStem}-exports storage 1 TB -> 2 TB`, "aside"),
        commit(`${c.stem}: batch metrics`, "own", patch(c.ts("metrics.ts"), "-  metrics.flush(1);", "+  metrics.flush(10);")),
      ],
      moves: [
        { place: "own", metric: "write_throttle_ratio", from: 0.001, to: 0.7 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.2 },
      ],
      errors: [{ place: "own", message: `ProvisionedThroughputExceededException: write capacity of table ${c.noun}-events exceeded request={id}` }],
      usual: `wrote ${c.noun} event {id}`,
      alert: { metric: "write_throttle_ratio", summary: `${c.own} writes throttled on table ${c.noun}-events` },
      spans: [{ place: "own", operation: "PutItem", error: "ProvisionedThroughputExceededException" }],
      delay: [0, 3],
    }),
  },
  {
    name: "a namespace may use less",
    kind: "quota",
    scene: (c) => ({
      guilty: other("quota", `resourcequota ${c.stem} limits.cpu 64 -> 8`, "own"),
      near: [other("quota", `resourcequota ${c.asideStem} pods 40 -> 60`, "aside")],
      moves: [
        { place: "own", metric: "pending_pods", from: 0, to: 9 },
        { place: "own", metric: "available_replicas", from: 12, to: 3 },
        { place: "own", metric: "http_5xx_ratio", from: 0.002, to: 0.4 },
      ],
      errors: [
        { place: "own", message: `pods "${c.own}-{id}" is forbidden: exceeded quota: ${c.stem}, requested: limits.cpu=2, used: limits.cpu=8` },
      ],
      usual: `served ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %, replicas missing` },
      spans: [{ place: "caller", operation: "load", error: "503 no healthy upstream" }],
      delay: [1, 6],
    }),
  },
  {
    name: "a network policy shuts the database off",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: other(
        "infrastructure",
        `apply network policy default-deny-egress in namespace ${c.stem}`,
        "own",
        "kind: NetworkPolicy\nspec:\n  policyTypes: [Egress]\n  egress: []",
      ),
      near: [
        other("infrastructure", `resize node pool of ${c.asideStem}`, "aside", "nodes: 5 -> 6"),
        commit(
          `${c.stem}: time out health check sooner`,
          "own",
          patch(c.go("health.go"), "-	healthTimeout = 3 * time.Second", "+	healthTimeout = 2 * time.Second"),
        ),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.93 },
        { place: "own", metric: "db_connect_errors_per_sec", from: 0, to: 20 },
      ],
      errors: [{ place: "own", message: "dial tcp 10.2.0.{n}:5432: i/o timeout (connect to database)" }],
      usual: `read ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} cannot reach its database` },
      spans: [{ place: "own", operation: "db.connect", error: "i/o timeout" }],
      delay: [0, 2],
    }),
  },
  {
    name: "a permission is taken from a role (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: least privilege for workers",
        "own",
        patch(c.tf("iam.tf"), "   actions = [", '     "s3:GetObject",', '-    "s3:PutObject",', "   ]"),
      ),
      near: [
        commit("infra: format iam files", null, patch("infra/modules/iam/main.tf", '-actions=["s3:ListBucket"]', '+actions = ["s3:ListBucket"]')),
        commit(
          `${c.stem}: log upload failures with key`,
          "own",
          patch(c.py("upload_log.py"), '-    log.error("upload failed")', '+    log.error("upload failed key=%s", key)'),
        ),
      ],
      moves: [{ place: "own", metric: "uploads_failed_ratio", from: 0.001, to: 1 }],
      errors: [
        { place: "own", message: `upload failed: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied key={id}` },
      ],
      usual: `uploaded ${c.noun} {id}`,
      alert: { metric: "uploads_failed_ratio", summary: `${c.own} uploads fail with AccessDenied` },
      spans: [{ place: "own", operation: "s3.PutObject", error: "AccessDenied" }],
      delay: [0, 3],
    }),
  },
  {
    name: "a record of a name is removed (Terraform)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: remove old DNS records",
        "dependency",
        patch(
          "infra/dns/internal.tf",
          `-resource "dns_record" "${c.dependencyStem}_internal" {`,
          `-  name = "${c.dependencyStem}.internal.example"`,
          '-  type = "CNAME"',
          "-}",
        ),
      ),
      near: [commit("infra: comment DNS zones", null, patch("infra/dns/zones.tf", "+# zones are managed here"))],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.9 },
        { place: "dependency", metric: "requests_per_sec", from: 100, to: 3 },
      ],
      errors: [{ place: "own", message: `getaddrinfo ENOTFOUND ${c.dependencyStem}.internal.example` }],
      usual: `asked ${c.dependency} about ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx above 5 %` },
      spans: [{ place: "own", operation: `lookup ${c.noun}`, error: "getaddrinfo ENOTFOUND" }],
      delay: [1, 8],
    }),
  },
];

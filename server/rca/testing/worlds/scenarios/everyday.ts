import { commit, other, patch, type Scenario } from "../scenario.ts";

/** What breaks on ordinary days, with the ordinary changes of the same hour beside it. */
export const EVERYDAY: readonly Scenario[] = [
  {
    name: "an address of another region (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: one client for blob storage`,
        "own",
        patch(
          c.ts("storage/blob.ts"),
          "-const client = new BlobClient({ account: settings.account, zone: settings.zone });",
          '+const client = new BlobClient({ account: settings.account, zone: "us-2" });',
          " export const save = (name: string, body: Buffer) => client.put(name, body);",
        ),
      ),
      near: [
        commit(`${c.stem}: name blobs by ${c.noun}`, null, patch("docs/blobs.md", "+Blobs are named by id.")),
        commit(`${c.stem}: tidy upload handler`, "own", patch(c.ts("http/upload.ts"), "-  const file = req.file;\n", "+  const { file } = req;")),
      ],
      moves: [
        { place: "own", metric: "upload_duration_p99_ms", from: 180, to: 2100 },
        { place: "own", metric: "egress_bytes_per_sec", from: 4000, to: 900_000 },
      ],
      errors: [{ place: "own", message: "slow write to account store took {ms}ms zone=us-2 name={id}" }],
      usual: `saved {id}`,
      alert: { metric: "upload_duration_p99_ms", summary: `${c.own} uploads slow, p99 above 1.5s` },
      spans: [
        { place: "edge", operation: "POST /upload" },
        { place: "own", operation: "blob.put" },
      ],
    }),
  },
  {
    name: "a unique rule meets old rows (SQL)",
    kind: "migration",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: one ${c.noun} per owner`,
        "own",
        patch(c.sql(`0042_${c.noun}_owner.sql`), `+ALTER TABLE ${c.noun}s ADD CONSTRAINT ${c.noun}s_owner_key UNIQUE (owner_id);`),
      ),
      near: [
        commit(
          `${c.stem}: index on created_at`,
          "own",
          patch(c.sql("0041_created.sql"), `+CREATE INDEX CONCURRENTLY ${c.noun}s_created ON ${c.noun}s (created_at);`),
        ),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.34 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.2 },
      ],
      errors: [
        {
          place: "own",
          message: `ERROR: duplicate key value violates unique constraint "${c.noun}s_owner_key" detail=Key (owner_id)=({n}) already exists`,
        },
        { place: "caller", message: `could not create ${c.noun}: 500`, share: 0.5 },
      ],
      usual: `created ${c.noun} {id}`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 2% on POST /${c.noun}s` },
      spans: [
        { place: "caller", operation: "create", error: "500" },
        { place: "own", operation: `INSERT ${c.noun}s`, error: "duplicate key value violates unique constraint" },
      ],
    }),
  },
  {
    name: "nobody may decrypt (Terraform, KMS)",
    kind: "infrastructure",
    scene: (c) => ({
      guilty: commit(
        "infra: least privilege for workers",
        "own",
        patch(c.tf("iam.tf"), "   actions = [", '     "s3:GetObject",', '-    "kms:Decrypt",', '-    "kms:GenerateDataKey",', "   ]"),
      ),
      near: [
        commit("infra: tags on buckets", "own", patch(c.tf("bucket.tf"), '+    team = "platform"')),
        commit(`${c.stem}: retry reading of ${c.noun}s once`, "own", patch(c.py("read.py"), "-    tries = 1", "+    tries = 2")),
      ],
      moves: [
        { place: "own", metric: "jobs_failed_per_min", from: 0, to: 44 },
        { place: "own", metric: "jobs_completed_per_min", from: 50, to: 2 },
      ],
      errors: [{ place: "own", message: `AccessDenied: User arn:worker is not authorized to perform: kms:Decrypt on the resource job={id}` }],
      usual: `job {id} read {n} ${c.noun}s`,
      alert: { metric: "jobs_failed_per_min", summary: `${c.own} jobs fail with AccessDenied` },
      spans: [{ place: "own", operation: "GetObject", error: "AccessDenied" }],
    }),
  },
  {
    name: "an environment variable has another name (YAML)",
    kind: "configuration",
    scene: (c) => ({
      guilty: commit(
        `charts: same names of variables everywhere`,
        "own",
        patch(
          c.yaml("deployment.yaml"),
          "         env:",
          "-          - name: STORE_DSN",
          "+          - name: DATABASE_URL",
          "             valueFrom:",
        ),
      ),
      near: [
        commit(`charts: labels of ${c.stem}`, "own", patch(c.yaml("labels.yaml"), "-  tier: back", "+  tier: backend")),
        commit(`${c.stem}: say which variable is read`, null, { path: "docs/variables.md", lines: [] }),
      ],
      moves: [
        { place: "own", metric: "available_replicas", from: 6, to: 0 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.002, to: 0.8 },
      ],
      errors: [
        { place: "own", message: "fatal: required variable STORE_DSN is not set" },
        { place: "edge", message: `no healthy upstream for ${c.own}`, share: 0.5 },
      ],
      usual: "ready",
      alert: { place: "edge", metric: "http_5xx_ratio", summary: `${c.edge} 5xx ratio above 5%; no healthy upstream` },
      spans: [{ place: "edge", operation: "GET /", error: "503 no healthy upstream" }],
    }),
  },
  {
    name: "an index of a list is one too far (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: nicer paging of ${c.noun}s`,
        "own",
        patch(
          c.go("page/page.go"),
          " func slice(rows []Row, page, size int) []Row {",
          "-	from := (page - 1) * size",
          "-	to := min(from+size, len(rows))",
          "+	from := page * size",
          "+	to := from + size",
          " 	return rows[from:to]",
        ),
      ),
      near: [commit(`${c.stem}: comment on paging`, "own", patch(c.go("page/doc.go"), "+// Package page cuts rows into pages."))],
      moves: [
        { place: "own", metric: "panic_count", from: 0, to: 60 },
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.5 },
      ],
      errors: [{ place: "own", message: "panic: runtime error: slice bounds out of range [:{n}] with capacity {n} goroutine {n}" }],
      usual: `page of ${c.noun}s sent`,
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio above 2% (observed 50%)` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s`, error: "500" },
        { place: "own", operation: "list", error: "slice bounds out of range" },
      ],
    }),
  },
  {
    name: "a query sorts by what has no index (Python)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `feat(${c.stem}): newest ${c.noun}s first`,
        "own",
        patch(
          c.py("queries.py"),
          `     q = session.query(${c.Noun}).filter_by(tenant_id=tenant)`,
          `-    return q.order_by(${c.Noun}.id.desc()).limit(50).all()`,
          `+    return q.order_by(func.lower(${c.Noun}.title), ${c.Noun}.touched_at.desc()).limit(50).all()`,
        ),
      ),
      near: [
        commit(
          `fix(${c.stem}): empty title of ${c.noun}s`,
          "own",
          patch(c.py("views.py"), "-    title = row.title", '+    title = row.title or "untitled"'),
        ),
        commit("chore: bump sqlalchemy patch", null, patch("requirements.txt", "-sqlalchemy==2.0.29", "+sqlalchemy==2.0.30")),
      ],
      moves: [
        { place: "own", metric: "db_cpu_pct", from: 28, to: 97, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 110, to: 2800, shape: "ramp" },
      ],
      errors: [
        {
          place: "own",
          message: `slow query: SELECT ... FROM ${c.noun}s WHERE tenant_id = $1 ORDER BY lower(title), touched_at DESC took {ms}ms (external sort)`,
        },
      ],
      usual: `list of ${c.noun}s for t-{n}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1s` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s` },
        { place: "own", operation: `db.query ${c.noun}s` },
      ],
    }),
  },
  {
    name: "all instances warm up at once (config)",
    kind: "configuration",
    scene: (c) => ({
      guilty: other("config", `${c.own} refresh of rates`, "own", "rates.refresh.jitterSeconds: 300 -> 0"),
      near: [
        other("config", `${c.own} log sampling`, "own", "log.sampling: 0.1 -> 0.15"),
        commit(
          `${c.dependencyStem}: tidy rate endpoint`,
          "dependency",
          patch(`${c.dependencyStem}/src/rates.ts`, "-  return rates;", "+  return [...rates];"),
        ),
      ],
      moves: [
        { place: "dependency", metric: "requests_per_sec", from: 12, to: 480, shape: "saw" },
        { place: "dependency", metric: "http_server_duration_p99_ms", from: 40, to: 2600 },
        { place: "own", metric: "refresh_failures_per_min", from: 0, to: 33 },
      ],
      errors: [{ place: "own", message: `refresh of rates failed: ${c.dependency} answered 503 overloaded` }],
      usual: "rates refreshed",
      alert: { metric: "refresh_failures_per_min", summary: `${c.own} cannot refresh rates` },
      spans: [
        { place: "own", operation: "refresh", error: "503 overloaded" },
        { place: "dependency", operation: "GET /rates", error: "overloaded" },
      ],
    }),
  },
  {
    name: "a worker waits for itself (Java, pool)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Load ${c.noun} details in parallel`,
        "own",
        patch(
          c.java(`${c.Noun}Details.java`),
          `-    var parts = ids.stream().map(this::load).toList();`,
          `+    var parts = ids.stream().map(id -> requests.submit(() -> load(id))).toList();`,
          `+    return parts.stream().map(this::await).toList();`,
        ),
      ),
      near: [
        commit(
          `Order of ${c.noun} details`,
          "own",
          patch(c.java(`${c.Noun}View.java`), "-    list.sort(BY_NAME);", "+    list.sort(BY_NAME.reversed());"),
        ),
      ],
      moves: [
        { place: "own", metric: "executor_active_threads", from: 6, to: 64 },
        { place: "own", metric: "executor_queue_size", from: 0, to: 2000, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 30_000 },
      ],
      errors: [{ place: "own", message: `request {id} timed out after 30000ms waiting for details of ${c.noun}` }],
      usual: `details of ${c.noun} {id}`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} hangs; p99 30s` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s`, error: "504" },
        { place: "own", operation: "details", error: "timed out waiting for details" },
      ],
    }),
  },
];

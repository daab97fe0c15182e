import { commit, patch, type Scenario } from "../scenario.ts";

/** Commits that take something away that the code needs. */
export const CODE_PATHS: readonly Scenario[] = [
  {
    name: "a route is no longer mounted (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `#${c.stem} Split router into modules`,
        "own",
        patch(
          c.ts("server/app.ts"),
          " app.use(requestId());",
          `-app.use("/v2/${c.noun}s", ${c.noun}Router);`,
          ' app.use("/health", healthRouter);',
          "+// feature routers are mounted by their modules",
        ),
      ),
      near: [
        commit(
          `#${c.stem} Answer unknown routes with a problem document`,
          "own",
          patch(
            c.ts("server/not-found.ts"),
            '-  res.status(404).json({ error: "route not found" });',
            '+  res.status(404).json({ error: "route not found", docs: DOCS_URL });',
          ),
        ),
        commit(
          `#${c.stem} Rename local variable in ${c.noun} router`,
          null,
          patch(c.ts(`routes/${c.noun}.ts`), "-  const r = Router();", "+  const router = Router();"),
        ),
      ],
      moves: [
        { place: "own", metric: "http_4xx_ratio", from: 0.01, to: 0.64 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.4 },
      ],
      errors: [
        { place: "own", message: `no handler registered for POST /v2/${c.noun}s request={id}` },
        { place: "caller", message: `${c.own} answered 404 for /v2/${c.noun}s, giving up` },
      ],
      usual: `handled POST /v2/${c.noun}s in {ms}ms`,
      alert: { metric: "http_4xx_ratio", summary: `${c.own} answers 404 to most requests; 'no handler registered for POST /v2/${c.noun}s'` },
      spans: [
        { place: "caller", operation: `create ${c.noun}` },
        { place: "own", operation: `POST /v2/${c.noun}s`, error: "404 no handler registered" },
      ],
    }),
  },
  {
    name: "a nil check is gone (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: simplify ${c.noun} pricing`,
        "own",
        patch(
          c.go("pricing/apply.go"),
          ` func Apply(o *Order, d *${c.Noun}Discount) Money {`,
          "-	if d == nil {",
          "-		return o.Total",
          "-	}",
          "-	return o.Total.Minus(d.Amount)",
          "+	return o.Total.Minus(d.Amount.Rounded(o.Currency))",
          " }",
        ),
      ),
      near: [
        commit(
          `${c.stem}: wrap pricing errors`,
          "own",
          patch(c.go("pricing/errors.go"), '-	return errors.New("pricing failed")', '+	return fmt.Errorf("pricing failed: %w", err)'),
        ),
        commit(`${c.stem}: document rounding of ${c.noun} discounts`, null, patch("docs/pricing.md", "+Discounts are rounded half up.")),
      ],
      moves: [
        { place: "own", metric: "error_rate_5xx_ratio", from: 0.004, to: 0.55 },
        { place: "own", metric: "panic_count", from: 0, to: 40 },
        { place: "caller", metric: "error_rate_5xx_ratio", from: 0.003, to: 0.3 },
      ],
      errors: [
        {
          place: "own",
          message: "panic: runtime error: invalid memory address or nil pointer dereference goroutine {n} pricing.Apply(apply.go:31) request={id}",
        },
        { place: "caller", message: `call to ${c.own} failed: rpc error: code = Unavailable desc = EOF` },
      ],
      usual: `priced ${c.noun} {id} in {ms}ms`,
      alert: { metric: "error_rate_5xx_ratio", summary: `${c.own} 5xx ratio above 2 % (observed 55 %)` },
      spans: [
        { place: "caller", operation: "Quote" },
        { place: "own", operation: "pricing.Apply", error: "panic: nil pointer dereference" },
      ],
      delay: [1, 4],
    }),
  },
  {
    name: "rows are no longer closed, connections leak (Go)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `perf(${c.stem}): stream ${c.noun}s instead of buffering`,
        "own",
        patch(
          c.go("store/list.go"),
          `-	rows, err := s.db.QueryContext(ctx, list${c.Noun}s, tenant)`,
          "-	if err != nil {",
          "-		return nil, err",
          "-	}",
          "-	defer rows.Close()",
          "-	return scanAll(rows)",
          `+	rows, err := s.db.QueryContext(ctx, list${c.Noun}s, tenant)`,
          "+	if err != nil {",
          "+		return nil, err",
          "+	}",
          "+	return streamRows(rows, out)",
        ),
      ),
      near: [
        commit(
          `${c.stem}: count open connections`,
          "own",
          patch(
            c.go("store/metrics.go"),
            '+	openConnections := promauto.NewGauge(prometheus.GaugeOpts{Name: "db_open_connections"})',
            "+	openConnections.Set(float64(db.Stats().OpenConnections))",
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "db_open_connections", from: 8, to: 100, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 90, to: 4800, lag: 25 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.002, to: 0.3, lag: 26 },
      ],
      errors: [
        { place: "own", message: "sql: connection pool exhausted, waited {ms}ms for a free connection", lag: 25 },
        { place: "caller", message: `upstream ${c.own} timed out after {ms}ms`, lag: 26 },
      ],
      usual: `listed ${c.noun}s tenant={id} in {ms}ms`,
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 latency above 1 s; database connection pool exhausted` },
      spans: [
        { place: "caller", operation: `list ${c.noun}s`, error: "upstream timed out" },
        { place: "own", operation: `List${c.Noun}s`, error: "connection pool exhausted" },
      ],
      delay: [1, 3],
    }),
  },
  {
    name: "the lock around a map is gone (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `Reduce contention in ${c.Noun}Index`,
        "own",
        patch(
          c.java(`${c.Noun}Index.java`),
          `-    public synchronized void put(String key, ${c.Noun} value) {`,
          `+    public void put(String key, ${c.Noun} value) {`,
          "         entries.put(key, value);",
          "     }",
        ),
      ),
      near: [
        commit(
          `Add unit tests for ${c.Noun}Index`,
          null,
          patch(`${c.stem}/src/test/java/com/acme/${c.Noun}IndexTest.java`, "+    @Test void putsTwice() { index.put(KEY, value); }"),
        ),
        commit(
          `Extract key building in ${c.Noun}Index`,
          "own",
          patch(
            c.java(`${c.Noun}Keys.java`),
            `-        return tenant + ":" + id;`,
            "+        return keyOf(tenant, id);",
            "+    }",
            "+    private static String keyOf(String tenant, String id) {",
            `+        return tenant + ":" + id;`,
          ),
        ),
      ],
      moves: [
        { place: "own", metric: "error_ratio", from: 0.001, to: 0.18 },
        { place: "edge", metric: "http_5xx_ratio", from: 0.001, to: 0.1 },
      ],
      errors: [{ place: "own", message: `java.util.ConcurrentModificationException at com.acme.${c.stem}.${c.Noun}Index.iterate line={n}` }],
      usual: `indexed ${c.noun} {id}`,
      alert: { metric: "error_ratio", summary: `${c.own} error ratio above 5 %` },
      spans: [
        { place: "edge", operation: `GET /${c.noun}s` },
        { place: "own", operation: `${c.Noun}Index.iterate`, error: "ConcurrentModificationException" },
      ],
    }),
  },
  {
    name: "a template is no longer copied into the image (Dockerfile)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `build(${c.stem}): slim runtime image`,
        "own",
        patch(
          `${c.stem}/Dockerfile`,
          " FROM gcr.io/distroless/static",
          "-COPY --from=build /src/templates /app/templates",
          " COPY --from=build /out/server /app/server",
        ),
      ),
      near: [
        commit(`chore(${c.stem}): restyle ${c.noun} e-mail`, null, patch(`${c.stem}/templates/${c.noun}.css`, "-  color: #333;", "+  color: #222;")),
        commit(
          `fix(${c.stem}): spelling in ${c.noun} e-mail template`,
          "own",
          patch(`${c.stem}/templates/${c.noun}.txt`, "-You have recieved", "+You have received"),
        ),
      ],
      moves: [
        { place: "own", metric: "emails_failed_per_min", from: 0, to: 60 },
        { place: "own", metric: "emails_sent_per_min", from: 58, to: 0 },
      ],
      errors: [{ place: "own", message: `render ${c.noun}: open /app/templates/${c.noun}.txt: no such file or directory` }],
      usual: `sent ${c.noun} e-mail to customer {id}`,
      alert: { metric: "emails_failed_per_min", summary: `${c.own} fails to send ${c.noun} e-mails` },
      spans: [{ place: "own", operation: "render", error: "no such file or directory" }],
    }),
  },
  {
    name: "the authorisation header is dropped (TypeScript)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        `${c.stem}: use the shared HTTP client`,
        "own",
        patch(
          c.ts(`clients/${c.dependencyStem}.ts`),
          '-  return fetch(url, { headers: { authorization: "Bearer " + (await token()), accept: JSON_TYPE } });',
          "+  return http.get(url, { accept: JSON_TYPE });",
        ),
      ),
      near: [
        commit(
          `${c.stem}: log the status of failed calls`,
          "own",
          patch(c.ts("clients/log.ts"), '-  log.warn("call failed");', '+  log.warn("call failed", { status: response.status });'),
        ),
      ],
      moves: [
        { place: "own", metric: "upstream_4xx_ratio", from: 0.001, to: 0.97 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.5 },
      ],
      errors: [
        { place: "own", message: `GET ${c.dependency}/${c.noun}s answered 401 Unauthorized: missing bearer token` },
        { place: "caller", message: `${c.own} could not load ${c.noun}s (502)` },
      ],
      usual: `loaded {n} ${c.noun}s from ${c.dependency}`,
      alert: { metric: "upstream_4xx_ratio", summary: `${c.own}: calls to ${c.dependency} rejected with 401` },
      spans: [
        { place: "caller", operation: "page", error: "502" },
        { place: "own", operation: `GET ${c.noun}s`, error: "401 Unauthorized" },
      ],
    }),
  },
];

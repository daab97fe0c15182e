import { commit, other, patch, type Scenario } from "../../scenario.ts";

/** Accounts, cards and transfers. */
export const BANKING: readonly Scenario[] = [
  {
    name: "amounts are read by the locale of the machine (Java)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Use platform number parsing for statements",
        "own",
        patch(
          c.java("AmountReader.java"),
          "-        return new BigDecimal(field);",
          "+        return new BigDecimal(NumberFormat.getInstance().parse(field).toString());",
        ),
      ),
      near: [
        commit(
          "Statements: critical section renamed",
          "own",
          patch(c.java("StatementImport.java"), "-        // critical section", "+        // one import at a time"),
        ),
        commit("Statements: PMD rules", null, patch("config/pmd/rules.xml", "+<rule ref='category/java/errorprone.xml'/>")),
      ],
      moves: [
        { place: "own", metric: "reconciliation_differences", from: 0, to: 1240 },
        { place: "caller", metric: "held_transfers", from: 2, to: 800, lag: 4 },
      ],
      errors: [
        { place: "own", message: "statement {id}: booked 1234 instead of 1234.50, sums differ" },
        { place: "caller", message: "transfer {id} held: reconciliation difference", share: 0.6, lag: 4 },
      ],
      usual: "statement {id} reconciled",
      alert: { metric: "reconciliation_differences", summary: `${c.own}: sums of statements differ` },
      spans: [{ place: "own", operation: "reconcile", error: "sums differ" }],
    }),
  },
  {
    name: "an allowance of calls is cut (quota event)",
    kind: "quota",
    scene: (c) => ({
      guilty: other("quota", `${c.own} plan`, "own", "tenant.partners.requests_per_minute: 12000 -> 1200"),
      near: [
        commit(
          "consents: faster lookup",
          "own",
          patch(
            c.go("consent/lookup.go"),
            "-	for _, x := range all { if x.ID == id { return x, true } }",
            "+	x, ok := byID[id]",
            "+	return x, ok",
          ),
        ),
        other("flag", "flag consent_v2_copy off->on", "own"),
      ],
      moves: [
        { place: "own", metric: "responses_429_per_sec", from: 0, to: 160 },
        { place: "caller", metric: "partner_sync_failures_per_min", from: 1, to: 300 },
      ],
      errors: [
        { place: "own", message: "tenant partners is over its allowance, answering 429 to {id}" },
        { place: "caller", message: `sync of partner {n} stopped: 429 from ${c.own}` },
      ],
      usual: "consent {id} read",
      alert: { metric: "responses_429_per_sec", summary: `${c.own} answers 429 to partners` },
      spans: [
        { place: "caller", operation: "sync", error: "429" },
        { place: "own", operation: "GET /consents", error: "429" },
      ],
      delay: [0, 2],
    }),
  },
  {
    name: "a driver prepares statements by itself (dependency)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "Bump database driver",
        "own",
        patch("pom.xml", "   <artifactId>postgresql</artifactId>", "-  <version>42.2.29</version>", "+  <version>42.7.3</version>"),
      ),
      near: [
        commit(
          "Bump assertj",
          "own",
          patch("pom.xml", "   <artifactId>assertj-core</artifactId>", "-  <version>3.25.1</version>", "+  <version>3.25.3</version>"),
        ),
        commit("cards: kill dead code", "own", patch(c.java("Legacy.java"), "-    private void unused() {}")),
      ],
      moves: [
        { place: "own", metric: "http_5xx_ratio", from: 0.001, to: 0.27 },
        { place: "caller", metric: "http_5xx_ratio", from: 0.001, to: 0.2 },
      ],
      errors: [{ place: "own", message: 'org.postgresql.util.PSQLException: ERROR: prepared statement "S_{n}" does not exist' }],
      usual: "card {id} loaded",
      alert: { metric: "http_5xx_ratio", summary: `${c.own} 5xx ratio 27 %` },
      spans: [{ place: "own", operation: "load card", error: "prepared statement does not exist" }],
    }),
  },
  {
    name: "the collector has too little room (JVM flags)",
    kind: "scaling",
    scene: (c) => ({
      guilty: commit(
        "Right-size JVMs",
        "own",
        patch(
          c.yaml("deployment.yaml"),
          "   - name: JAVA_TOOL_OPTIONS",
          '-    value: "-Xms3g -Xmx3g -XX:+UseG1GC"',
          '+    value: "-Xmx640m -XX:+UseSerialGC"',
        ),
      ),
      near: [
        commit("scoring: tune thread names", "own", patch(c.java("Threads.java"), '-    t.setName("s" + n);', '+    t.setName("scoring-" + n);')),
        commit("scoring: heap dump runbook", null, patch("docs/runbooks/heap.md", "+Take a heap dump with jcmd.")),
      ],
      moves: [
        { place: "own", metric: "jvm_gc_pause_seconds_sum", from: 0.2, to: 21 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 140, to: 6100 },
        { place: "caller", metric: "timeouts_per_min", from: 0, to: 66 },
      ],
      errors: [
        { place: "own", message: "GC overhead: paused {ms}ms, old generation 99 % after full collection" },
        { place: "caller", message: "score of applicant {id} not in time, falling back to manual review" },
      ],
      usual: "score {id} computed in {ms}ms",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 3 s` },
      spans: [
        { place: "caller", operation: "score", error: "timeout" },
        { place: "own", operation: "compute score" },
      ],
    }),
  },
  {
    name: "tickers are never stopped (Go, slow leak)",
    kind: "commit",
    scene: (c) => ({
      guilty: commit(
        "rates: refresh quotes per subscription",
        "own",
        patch(
          c.go("rates/subscription.go"),
          " func (s *Sub) start(ctx context.Context) {",
          "-	s.refresh(ctx)",
          "+	t := time.NewTicker(time.Second)",
          "+	go func() {",
          "+		for range t.C {",
          "+			s.refresh(context.Background())",
          "+		}",
          "+	}()",
          " }",
        ),
      ),
      near: [
        commit("rates: panic message", "own", patch(c.go("rates/quote.go"), '-		panic("bad")', '+		panic("bad quote")')),
        commit("rates: limit history to 90 days", "caller", patch("web/history.ts", "-// 30 days", "+// 90 days")),
      ],
      moves: [
        { place: "own", metric: "go_goroutines", from: 400, to: 210000, shape: "ramp" },
        { place: "own", metric: "memory_used_mb", from: 500, to: 3900, shape: "ramp" },
        { place: "own", metric: "http_server_duration_p99_ms", from: 40, to: 2100, shape: "ramp" },
      ],
      errors: [{ place: "own", message: "scheduler latency high: 200000 goroutines, refresh of subscription {id} took {ms}ms", lag: 40 }],
      usual: "quote {id} pushed",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 1 s and growing` },
      spans: [{ place: "own", operation: "push quote" }],
      delay: [2, 20],
    }),
  },
  {
    name: "the storage of the database is slow (hardware)",
    kind: "hardware",
    scene: (c) => ({
      guilty: null,
      near: [
        commit("ledger: risky change of lock order (test only)", "own", patch("src/test/java/LockOrderTest.java", "+  @Test void order() {")),
        commit(
          "ledger: rename query constant",
          "own",
          patch(c.java("Queries.java"), "-    static final String Q1 = SELECT_ALL;", "+    static final String ENTRIES = SELECT_ALL;"),
        ),
        other("deploy", `deploy ${c.own} build 771`, "own"),
      ],
      moves: [
        { place: "dependency", metric: "node_disk_io_wait_percent", from: 2, to: 74 },
        { place: "dependency", metric: "fsync_p99_ms", from: 3, to: 900 },
        { place: "own", metric: "http_server_duration_p99_ms", from: 70, to: 3200 },
      ],
      errors: [
        { place: "dependency", message: "kernel: nvme2n1: I/O 419 QID 6 timeout, aborting" },
        { place: "own", message: "commit of entry {id} took {ms}ms" },
      ],
      usual: "entry {id} booked",
      alert: { metric: "http_server_duration_p99_ms", summary: `${c.own} p99 above 2 s` },
      spans: [{ place: "own", operation: "commit" }],
      firstFailing: "dependency",
    }),
  },
];

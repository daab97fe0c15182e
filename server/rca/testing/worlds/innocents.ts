import type { Cast } from "./cast.ts";
import type { Random } from "./random.ts";
import { commit, type Draft, other, patch } from "./scenario.ts";

/** Changes of an ordinary day, which break nothing. Some look dangerous, on services that have no part in the incident. */
export function innocentsOf(cast: Cast, random: Random, count: number): Draft[] {
  const pool = [...harmless(cast), ...bare(cast), ...elsewhere(cast), ...events(cast)];
  const chosen = random.take(pool, Math.min(count, pool.length));
  while (chosen.length < count)
    chosen.push(commit(`Update translations (${random.hex(4)})`, null, { path: `locales/${random.hex(2)}.json`, lines: [] }));
  return chosen;
}

function harmless({ stem, aside, asideStem, noun, Noun, go, ts, py, java }: Cast): Draft[] {
  return [
    commit(`#${stem} Fix typo in log line`, null, patch(go("log.go"), '-	log.Printf("recieved %s", id)', '+	log.Printf("received %s", id)')),
    commit(
      `#${stem} Fix typo in error message`,
      "own",
      patch(ts("messages.ts"), `-  notFound: "${noun} not fuond",`, `+  notFound: "${noun} not found",`),
    ),
    commit(`${stem}: add tests for ${noun} parser`, null, patch(go("parse_test.go"), "+func TestParse(t *testing.T) {}")),
    commit(`docs: how ${noun}s are stored`, null, patch(`docs/${noun}.md`, `+Each ${noun} is one row.`)),
    commit(`${stem}: comment the retry loop`, null, patch(java("Loop.java"), "+    // three attempts, see the handbook")),
    commit(`${stem}: count ${noun} reads`, null, patch(py("metrics.py"), `+READS = Counter("${noun}_reads_total", "reads")`)),
    commit(
      `web: restyle ${noun} card`,
      null,
      patch(`web/src/components/${Noun}Card.tsx`, '-  <div className="card">', '+  <div className="card card-compact">'),
    ),
    commit("ci: cache modules", null, patch(".github/workflows/ci.yaml", "+      - uses: actions/cache@v4")),
    commit(
      "Sort imports",
      null,
      patch(`${asideStem}/src/index.ts`, '-import { b } from "b";', '-import { a } from "a";', '+import { a } from "a";', '+import { b } from "b";'),
    ),
    commit("Bump vitest", null, patch("package.json", '-    "vitest": "3.2.3",', '+    "vitest": "3.2.4",')),
    commit(
      `${aside}: structured log fields`,
      "aside",
      patch(`${asideStem}/internal/log.go`, '-	log.Print("done")', '+	log.Print("done", "service", name)'),
    ),
    commit(
      "admin: add /readyz",
      null,
      patch("admin/internal/ready.go", "+func Readyz(w http.ResponseWriter, r *http.Request) {", "+	w.WriteHeader(http.StatusOK)", "+}"),
    ),
    commit(`${stem}: trace attribute for tenant`, null, patch(ts("trace.ts"), '+  span.setAttribute("tenant", tenant.id);')),
  ];
}

function bare({ stem, asideStem, noun, Noun }: Cast): Draft[] {
  const files: [string, string][] = [
    ["Document flag lifecycle", "documentation/flags.md"],
    ["Update CODEOWNERS", ".github/CODEOWNERS"],
    ["Restyle settings page", "web/src/pages/settings.css"],
    ["Fix tooltip alignment", "web/src/components/tooltip.tsx"],
    ["Add table tests for query parser", "pkg/query/parse_test.go"],
    ["Rotate staging certificate", "deploy/staging/tls.yaml"],
    [`Tidy ${asideStem} logging`, `${asideStem}/internal/log.go`],
    ["Bump resource requests of the compactor", "charts/compactor/values.yaml"],
    ["Refactor dashboard colours", "dashboard/theme.ts"],
    [`Add ${noun} icon`, `web/src/icons/${noun}.svg`],
    ["Upgrade eslint", "package-lock.json"],
    ["Add storybook page", `web/src/stories/${Noun}.stories.tsx`],
    ["Update on-call handbook", "handbook/oncall.md"],
    ["Clean up old migrations folder", "tools/migrations/README.md"],
    ["Add benchmark of the tokenizer", "pkg/tokens/bench_test.go"],
    [`Group ${stem} dashboards`, `monitoring/dashboards/${stem}.json`],
    ["Alert text for disk usage", "monitoring/alerts/disk.yaml"],
    ["Add seed data for local development", "dev/seed.sql"],
    ["Speed up docker build of tools", "tools/Dockerfile"],
    ["Translate error pages", "locales/nl.json"],
    ["Add editorconfig", ".editorconfig"],
    ["Remove unused sprite", "web/public/sprite.png"],
  ];
  return files.map(([title, path]) => commit(title, null, { path, lines: [] }));
}

function elsewhere({ asideStem, noun }: Cast): Draft[] {
  return [
    commit(`${asideStem}: lower cache ttl`, "aside", patch(`${asideStem}/config/cache.yaml`, "-  ttlSeconds: 600", "+  ttlSeconds: 300")),
    commit(`${asideStem}: retry twice`, "aside", patch(`${asideStem}/internal/client.go`, "-	retries: 1,", "+	retries: 2,")),
    commit(
      `${asideStem}: collapse validation functions`,
      "aside",
      patch(
        `${asideStem}/internal/validate.go`,
        "-func validName(s string) bool { return len(s) > 0 }",
        "-func validLabel(s string) bool { return len(s) > 0 }",
        "+func validNonEmpty(s string) bool { return len(s) > 0 }",
      ),
    ),
    commit(`${asideStem}: new endpoint for ${noun} totals`, "aside", patch(`${asideStem}/src/totals.ts`, `+app.get("/${noun}s/totals", totals);`)),
    commit(`${asideStem}: read timeout 4 s`, "aside", patch(`${asideStem}/config/http.yaml`, "-  readTimeout: 5s", "+  readTimeout: 4s")),
    commit("tools: new report script", null, patch("tools/report.py", "+print(sum(rows))")),
    commit("batch: run report at 05:00", null, patch("batch/cron.yaml", '-  schedule: "0 4 * * *"', '+  schedule: "0 5 * * *"')),
    commit(
      "web: memoize header",
      null,
      patch("web/src/header.tsx", "-export function Header() {", "+export const Header = memo(function Header() {"),
    ),
  ];
}

function events({ aside, asideStem, edge, noun }: Cast): Draft[] {
  return [
    other("flag", `flag ${asideStem}_compact_list off->on`, "aside"),
    other("flag", `flag web_${noun}_banner off->on`, "edge"),
    other("scaling", `${aside} replicas 4 -> 6`, "aside"),
    other("config", `${aside} log format`, "aside", "log.format: text -> json"),
    other("certificate", `renew certificate of ${edge} (same issuer, valid until 2027)`, "edge"),
    other("infrastructure", `upgrade node image of pool ${asideStem}`, "aside"),
    other("quota", `bucket ${asideStem}-reports storage 2 TB -> 3 TB`, "aside"),
  ];
}

import { expect, test } from "vitest";
import { actsOf } from "./acts/acts-of.ts";
import { diffOf } from "./diff.ts";
import { isMending } from "./mending.ts";

function mends(path: string, ...rows: string[]): boolean {
  const diff = diffOf("", [`@@ ${path} @@`, ...rows].join("\n"));
  const changed = diff.lines.filter(({ sign }) => sign !== " ");
  return isMending(changed, actsOf(changed, diff.lines, diff.paths));
}

test.each<[string, string, string[]]>([
  ["a guard that is added", "a.go", ["+	if len(rows) == 0 {", "+		return nil", "+	}"]],
  ["a release that is added", "a.go", [" 	rows, err := q(ctx)", "+	defer rows.Close()"]],
  ["a larger pool", "a.yaml", ["-  maxConnections: 20", "+  maxConnections: 40"]],
  ["a number that moves by little", "a.yaml", ["-  entries: 50000", "+  entries: 60000"]],
  ["a little more of the log", "a.yaml", ["-  log.sampling: 0.1", "+  log.sampling: 0.2"]],
  ["what waits for a parameter", "a.go", ['+	asc := r.URL.Query().Get("order") == "asc"', "+	if asc {", "+		slices.Reverse(res)", "+	}"]],
  ["a default for what may be missing", "a.py", ["-    title = row.title", '+    title = row.title or "untitled"']],
  ["what is off unless it is asked for", "a.py", ["+def regions(doc, enabled=False):", "+    if not enabled:", "+        return []"]],
  ["a name that nothing uses yet", "Topics.java", ['+  static final String SAVED = "saved";']],
])("%s only gives", (_, path, rows) => {
  expect(mends(path, ...rows)).toBe(true);
});

test.each<[string, string, string[]]>([
  [
    "a bound on what is newly asked of another system",
    "a.ts",
    ["+const old = await redis.keys(k);", "+if (old.length > 9) await redis.del(...old.slice(9));"],
  ],
  ["a smaller pool", "a.yaml", ["-  maxConnections: 40", "+  maxConnections: 20"]],
  ["a guard that is taken away", "a.go", ["-	if len(rows) == 0 {", "-		return nil", "-	}"]],
  ["the whole log", "a.yaml", ["-  log.sampling: 0.1", "+  log.sampling: 1.0"]],
  ["a map that grows", "a.ts", ["+const known = new Map<string, Row>();", "+  if (known.has(id)) return known.get(id);", "+  known.set(id, row);"]],
  ["another version", "package.json", ['-    "client": "11.8.6",', '+    "client": "14.2.0",']],
  ["a switch in the settings", "config/app.py", ["+STRICT = True"]],
  ["a lifetime that is longer", "cache.yaml", ["-  ttl: 10s", "+  ttl: 6h"]],
])("%s does more than give", (_, path, rows) => {
  expect(mends(path, ...rows)).toBe(false);
});

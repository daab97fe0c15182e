import { describe, expect, test } from "vitest";
import { actsOf } from "./acts/acts-of.ts";
import { diffOf } from "./diff.ts";
import { effectiveOf } from "./harmless.ts";
import { isPreserving } from "./preserving.ts";

function judged(path: string, ...lines: string[]) {
  const diff = diffOf("", [`@@ ${path} @@`, ...lines].join("\n"));
  return effectiveOf(diff);
}

describe("lines that cannot alter what a service does", () => {
  test.each<[string, string, string[]]>([
    ["only tests", "kiosk/src/sum_test.go", ["+func TestSum(t *testing.T) {}"]],
    ["only documentation", "docs/kiosk.md", ["-one", "+two"]],
    ["only looks", "web/src/card.css", ["-color: red;", "+color: blue;"]],
    ["only comments", "kiosk/a.go", ["+// it is so"]],
    ["only imports", "kiosk/a.ts", ['-import { b } from "b";']],
    ["only logging", "kiosk/a.go", ['-log.Printf("a")', '+log.Printf("a %d", n)']],
    ["only metrics", "kiosk/a.py", ['+READS = Counter("reads_total", "Reads")']],
    ["only layout and order", "kiosk/a.js", ["-f( x )", "+f(x)"]],
    ["only how errors are told", "kiosk/a.go", ['-return errors.New("no")', '+return fmt.Errorf("no: %w", err)']],
    ["only a place that customers do not use", "deploy/staging/a.yaml", ["-replicas: 1", "+replicas: 2"]],
    ["only labels", "deploy/kiosk/labels.yaml", ["+  team: north"]],
    ["only looks", "app/views/print.html.erb", ['-<td class="a">', '+<td class="b">']],
    ["only logging", "kiosk/Threads.java", ['-    setName("t");', '+    setName("worker");']],
    ["only names and quotes", "kiosk/a.ts", ['-export const EV_A = "a";', '+export const EVENT_A = "a";']],
    ["only words of the screen", "kiosk/messages.rb", ['-  PARTNER = "partnr"', '+  PARTNER = "partner"']],
    ["only wording", "kiosk/a.ts", ['-  missing: "it is not there",', '+  missing: "it is not to be found",']],
  ])("%s", (kind, path, lines) => {
    expect(judged(path, ...lines)).toMatchObject({ lines: [], kinds: [kind], share: 0 });
  });

  test.each<[string, string[]]>([
    ["a log level", ["-  level: warn", "+  level: debug"]],
    ["an error that is new, behind a condition", ["+if (n > 3) throw new Error('too many');"]],
    ["calls in another order", ["-tx.commit(a)", "-mail.send(b)", "+mail.send(b)", "+tx.commit(a)"]],
    ["a constant with another value", ["-const LIMIT = 10;", "+const LIMIT = 5;"]],
    ["a removed call", ["-registerAgents(registry);"]],
  ])("but not %s", (_, lines) => {
    expect(judged("kiosk/a.ts", ...lines).share).toBe(1);
  });
});

describe("a change that only says the same otherwise", () => {
  const same = (title: string, ...lines: string[]): boolean => {
    const diff = diffOf(title, ["@@ kiosk/a.go @@", ...lines].join("\n"));
    const { lines: kept } = effectiveOf(diff);
    return isPreserving(title, diff, kept, actsOf(kept, diff.lines, diff.paths));
  };

  test.each<[string, string, string[]]>([
    [
      "a helper takes over a check",
      "tidy check",
      ["-if w < 0 || w > 9000 {", '-	return outOfRange("w", w)', "-}", '+return checkRange("w", w, 0, 9000)'],
    ],
    ["a name inside", "rename local", ["-for _, x := range rows { sum += x.n }", "+for _, row := range rows { sum += row.n }"]],
    ["a result returned at once", "inline", ["-client := open(options)", "-return client", "+return open(options)"]],
  ])("is recognised: %s", (_, title, lines) => {
    expect(same(title, ...lines)).toBe(true);
  });

  test.each<[string, string, string[]]>([
    [
      "a guard goes",
      "simplify pricing",
      ["-if d == nil {", "-	return total", "-}", "-return total.Minus(d.Amount)", "+return total.Minus(d.Amount)"],
    ],
    ["a number is another", "tidy client", ["-timeout := 30", "+timeout := 3"]],
    ["a comparison is turned", "tidy window", ["-if now < last {", "+if now > last {"]],
    [
      "something new is called",
      "refactor list",
      ["-lines = append(lines, item.Name)", "+item := catalog.Fetch(ctx, id)", "+lines = append(lines, item.Name)"],
    ],
    ["lines go and none come", "clean up", ["-register(registry)"]],
  ])("is not believed when %s", (_, title, lines) => {
    expect(same(title, ...lines)).toBe(false);
  });
});

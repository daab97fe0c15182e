import { expect, test } from "vitest";
import { diffOf } from "../diff.ts";
import type { ActName } from "./act.ts";
import { actsOf } from "./acts-of.ts";

function acts(path: string, ...lines: string[]): { name: ActName; weight: number }[] {
  const diff = diffOf("", path ? [`@@ ${path} @@`, ...lines].join("\n") : lines.join("\n"));
  return actsOf(
    diff.lines.filter(({ sign }) => sign !== " "),
    diff.lines,
    diff.paths,
  );
}

test.each<[ActName, string, string[]]>([
  ["takes a guard away", "a.go", ["-if d == nil {", "-return", "-}"]],
  ["takes a call away", "a.ts", ["-registerAgents(registry);"]],
  ["takes a bound away", "a.sql", ["-select * from a limit 50", "+select * from a"]],
  ["takes cleaning up away", "a.go", ["-defer rows.Close()"]],
  ["takes a lock away", "a.java", ["-synchronized void put() {", "+void put() {"]],
  ["takes an entry away", "a.tf", ['-    "s3:PutObject",']],
  ["takes credentials away", "a.ts", ["-get(url, { authorization: bearer })", "+get(url)"]],
  ["calls in a loop", "a.py", ["+for row in rows:", "+    row.owner = users.get(row.owner_id)"]],
  ["allows less time", "a.go", ["-context.WithTimeout(ctx, 5*time.Second)", "+context.WithTimeout(ctx, 300*time.Millisecond)"]],
  ["allows more time", "a.yaml", ["-timeout: 900ms", "+timeout: 30s"]],
  ["has fewer connections", "a.yaml", ["-maxConnections: 60", "+maxConnections: 6"]],
  ["has fewer replicas", "", ["kiosk replicas: 12 -> 2"]],
  ["has less processor", "a.yaml", ['-    cpu: "2"', '+    cpu: "200m"']],
  ["keeps cached entries shorter", "", ["cache.ttlSeconds: 3600 -> 3"]],
  ["permits a lower rate", "", ["table a write capacity 1200 -> 100"]],
  ["logs more", "a.yaml", ["-  level: warn", "+  level: debug"]],
  ["drops a column", "a.sql", ["+ALTER TABLE a DROP COLUMN b;"]],
  ["drops an index", "a.sql", ["+DROP INDEX i;"]],
  ["names differently", "a.ts", ["-return { order_id: id };", "+return { orderId: id };"]],
  ["addresses differently", "a.yaml", ["-url: http://a.core.svc:80", "+url: http://a.cores.svc:80"]],
  ["takes another version", "go.mod", ["-	lib v1.2.3", "+	lib v2.0.0"]],
  ["computes differently", "a.ts", ["-const end = now + SECONDS * 1000;", "+const end = now + SECONDS;"]],
  ["does it in another order", "a.go", ["-tx.Commit()", "-mail.Send(b)", "+mail.Send(b)", "+tx.Commit()"]],
  ["types differently", "a.go", ["-ID int64", "+ID int32"]],
  ["opens a gate", "", ["flag a off->on"]],
  ["permits a lower rate", "", ["requests to vision API 6000/min -> 600/min"]],
  ["computes more each time", "a.java", ["-new BCryptPasswordEncoder(10)", "+new BCryptPasswordEncoder(14)"]],
  ["takes an entry away", "a.py", ["-return user.model_dump()", "+return user.model_dump(exclude_none=True)"]],
  ["takes a bound away", "a.ts", ['+const all = await redis.keys("a:*");']],
  ["names differently", "a.php", ["-return new Money($n, $order->currency);", "+return new Money($n, $account->usual);"]],
  ["adds a kind of value", "a.java", ["+  PARTLY_PAID,"]],
  ["formats differently", "a.go", ["+handler = gzipHandler(handler)"]],
])("%s", (name, path, lines) => {
  expect(acts(path, ...lines).map((act) => act.name)).toContain(name);
});

test.each<[ActName, string, string[]]>([
  ["adds a kind of value", "a.py", ["-    s = Session()", "+    s = SESSION"]],
  ["formats differently", "a.java", ["-BigDecimal sum = a.add(b);", "+BigDecimal sum = b.add(a);"]],
  ["does it in another order", "a.py", ["-row = load(id)", "-return show(row)", "+return show(load(id))"]],
  ["permits less", "a.ts", ["-if (!user) return deny(401);", "+if (user === undefined) return deny(401);"]],
  ["names differently", "a.java", ["-for (var s : rows) sum = sum.add(s.n());", "+return rows.stream().map(Row::n).reduce(ZERO, Sum::add);"]],
  ["writes more", "a.go", ["-b := new(Buffer)", "+b := bufPool.Get()", "+defer bufPool.Put(b)"]],
])("not: %s", (name, path, lines) => {
  expect(acts(path, ...lines).map((act) => act.name)).not.toContain(name);
});

test("a small step of a number weighs less than a large one", () => {
  const weight = (after: string): number =>
    acts("a.yaml", "-timeout: 30s", `+timeout: ${after}`).find(({ name }) => name === "allows less time")?.weight ?? 0;
  expect(weight("25s")).toBeLessThan(weight("15s"));
  expect(weight("300ms")).toBe(1);
});

test("a list of dependencies does nothing but take versions", () => {
  expect(acts("go.mod", "-	github.com/a/b v1.2.3", "+	github.com/a/b v1.2.4")).toEqual([
    { name: "takes another version", weight: 0.25, words: expect.any(String) },
  ]);
});

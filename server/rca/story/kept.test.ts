import fc from "fast-check";
import { expect, test } from "vitest";
import { heldWords, keptBy, keptWords } from "./kept.ts";

const added = (...lines: string[]) => ["+++ b/src/Store.java", ...lines.map((line) => `+${line}`)].join("\n");

test.each([
  ["is given back nowhere", added("Connection c = pool.acquire();", "c.query(sql);"), "nowhere in the lines that it adds (Store.java)"],
  [
    "is lost where an exception is caught",
    added("Connection c = pool.acquire();", "try { c.query(sql); pool.release(c); }", "catch (SqlError error) { log(error); }"),
    "where SqlError is caught, it is not released",
  ],
])("a connection that %s", (_, diff, words) => {
  const kept = keptBy(diff);
  expect(kept && keptWords(kept)).toContain(words);
});

test.each([
  ["given back in finally", added("c = pool.acquire()", "try { run(c) } catch (E e) { log(e) }", "finally { pool.release(c) }")],
  ["deferred", added("c := pool.acquire()", "defer pool.release(c)")],
  ["of a resource block", added("try (Connection c = pool.getConnection()) {", "} catch (E e) { log(e); }")],
  ["given back where it fails, too", added("c = pool.acquire()", "try { run(c); pool.release(c) } catch (E e) { pool.release(c) }")],
  ["never taken", added("let colour = blue")],
  ["taken in lines that go away", "+++ b/a\n-c = pool.acquire()"],
])("a connection %s is no leak", (_, diff) => {
  expect(keptBy(diff)).toBeNull();
});

test("what is taken before work is handed on stays in use while that waits, whatever it calls", () => {
  const kept = keptBy(added("c = pool.acquire()", "executor.submit(() -> {", "  gateway.charge(p);", "});"));
  expect(kept && heldWords(kept)).toMatch(/executor\.submit\(\).*gateway\.charge\(\)/);
});

test("no text makes it fail", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      keptBy(`+${text}`);
    }),
  );
});

import { describe, expect, test } from "vitest";
import { diffOf } from "./diff.ts";

const signs = (detail: string, title = ""): string[] => diffOf(title, detail).lines.map(({ sign, text }) => sign + text);

describe("diffOf reads", () => {
  test("a unified diff of git, with its paths", () => {
    const diff = diffOf(
      "",
      [
        "diff --git a/x/a.go b/x/a.go",
        "index 1a2b3c4..5d6e7f8 100644",
        "--- a/x/a.go",
        "+++ b/x/a.go",
        "@@ -1,3 +1,3 @@ func f() {",
        " a",
        "-b",
        "+c",
      ].join("\n"),
    );
    expect(diff).toMatchObject({ paths: ["x/a.go"], isPatch: true });
    expect(diff.lines.map(({ sign, text, path }) => `${path}${sign}${text.trim()}`)).toEqual(["x/a.go a", "x/a.go-b", "x/a.go+c"]);
  });

  test("a path between @@, and one place after another", () => {
    const { lines } = diffOf("", "@@ a.ts @@\n-one\n@@ b.ts @@\n+two");
    expect(lines.map(({ path, block }) => [path, block])).toEqual([
      ["a.ts", 1],
      ["b.ts", 2],
    ]);
  });

  test("a list of files without lines", () => {
    expect(diffOf("Update", "files: a.md, docs/b.md")).toEqual({ paths: ["a.md", "docs/b.md"], lines: [], isPatch: false });
  });

  test("a removed line that begins with dashes", () => {
    expect(signs("@@ a.sql @@\n--- comment in SQL\n+-- other")).toEqual(["--- comment in SQL", "+-- other"]);
  });

  test.each([
    ["flag new_menu off->on", "", ["-flag new_menu: off", "+flag new_menu: on"]],
    ["kiosk replicas 12 -> 2", "", ["-kiosk replicas: 12", "+kiosk replicas: 2"]],
    ["kiosk settings", "cache.ttl: 3600 -> 3", [" kiosk settings", "-cache.ttl: 3600", "+cache.ttl: 3"]],
    ["requests to vision 60/min -> 6/min", "", ["-requests to vision: 60/min", "+requests to vision: 6/min"]],
    ["replicas of kiosk from 4 to 2", "", ["-replicas of kiosk: 4", "+replicas of kiosk: 2"]],
    ["0042 on kiosk", "DROP INDEX a;", [" 0042 on kiosk", "+DROP INDEX a;"]],
    ["rotate certificate of kiosk", "", ["+rotate certificate of kiosk"]],
  ])("an event: %s", (title, detail, lines) => {
    expect(signs(detail, title)).toEqual(lines);
  });

  test("nothing at all as no patch", () => {
    expect(diffOf("", "")).toEqual({ paths: [], lines: [], isPatch: false });
  });
});

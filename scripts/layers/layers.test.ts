import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOf } from "./check.ts";
import { findCycles } from "./cycles.ts";
import { type Edge, readGraph } from "./graph.ts";

const edge = (from: string, to: string, isTypeOnly = false): Edge => ({ from, to, specifier: to, line: 1, isTypeOnly });
const brokenBy = (...edges: Edge[]): string[] => violationsOf(edges).map(({ rule }) => rule);

describe("reading imports", () => {
  let root = "";
  const files: Record<string, string> = {
    "package.json": JSON.stringify({ imports: { "#lib/*": "./lib/*" } }),
    "lib/a.ts": `import { z } from "zod";\nimport type { B } from "#lib/b.tsx";\nexport { c, type D } from "./c.ts";\nexport const value: B = z;`,
    "lib/b.tsx": `import { type A, value } from "./a.ts";\nexport const B = () => <p>{value as A}</p>;\nconst later = () => import("./c.ts");`,
    "lib/c.ts": `import { readFileSync } from "fs";\nexport type { B } from "./b.tsx";\nimport "./gone.ts";`,
  };
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "muster-layers-"));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test("aliases, relative paths, packages and built-ins are resolved, with line and kind", () => {
    const seen = readGraph(root, ["lib/a.ts", "lib/b.tsx", "lib/c.ts"]).map(
      ({ from, to, line, isTypeOnly }) => `${from}:${line} ${to}${isTypeOnly ? " type" : ""}`,
    );
    expect(seen).toEqual([
      "lib/a.ts:1 npm:zod",
      "lib/a.ts:2 lib/b.tsx type",
      "lib/a.ts:3 lib/c.ts",
      "lib/b.tsx:1 lib/a.ts",
      "lib/b.tsx:3 lib/c.ts",
      "lib/c.ts:1 node:fs",
      "lib/c.ts:3 missing:./gone.ts",
      "lib/c.ts:2 lib/b.tsx type",
    ]);
  });
});

describe("circles", () => {
  test("the shortest way round is named, types aside", () => {
    const edges = [edge("a", "b"), edge("b", "c"), edge("c", "a"), edge("c", "d"), edge("d", "c", true), edge("b", "a", true)];
    expect(findCycles(edges)).toEqual([["a", "b", "c", "a"]]);
  });
  test("separate circles and a file that imports itself are each found", () => {
    const edges = [edge("a", "b"), edge("b", "a"), edge("b", "x"), edge("x", "y"), edge("y", "x"), edge("s", "s")];
    expect(
      findCycles(edges)
        .map((circle) => circle.join(" "))
        .sort(),
    ).toEqual(["a b a", "s s", "x y x"]);
  });
  test("a diamond is not a circle", () => {
    expect(findCycles([edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")])).toEqual([]);
  });
});

describe("each rule tells the wrong import from the right one", () => {
  test.each<[rule: string, wrong: Edge, right: Edge]>([
    ["resolvable", edge("lib/a.ts", "missing:./b.ts"), edge("lib/a.ts", "lib/b.ts")],
    ["contracts-import-zod-only", edge("lib/contracts/role.ts", "lib/time.ts"), edge("lib/contracts/role.ts", "npm:zod")],
    ["lib-runs-anywhere", edge("lib/time.ts", "node:fs"), edge("lib/time.test.ts", "node:fs")],
    ["screens-do-not-import-the-server", edge("app/page.tsx", "server/board/index.ts", true), edge("app/page.tsx", "lib/trpc/server.ts")],
    ["lib-takes-types-from-the-api-only", edge("lib/trpc/client.tsx", "server/api/root.ts"), edge("lib/trpc/client.tsx", "server/api/root.ts", true)],
    ["server-does-not-know-screens", edge("server/web.ts", "components/ui/button.tsx"), edge("server/web.ts", "lib/time.ts")],
    ["components-run-in-browsers", edge("components/ui/button.tsx", "node:crypto"), edge("server/board/rows.ts", "node:crypto")],
    ["database-client-stays-in-the-server", edge("scripts/x.ts", ".generated/prisma/client.ts"), edge("bench/x.ts", ".generated/prisma/client.ts")],
    ["platform-knows-no-domain", edge("server/platform/ctx.ts", "server/people/index.ts"), edge("server/platform/ctx.ts", "server/platform/id.ts")],
    ["domains-meet-at-index", edge("server/roles/x.ts", "server/people/refs.ts"), edge("server/roles/x.ts", "server/people/index.ts")],
    ["domains-know-no-edge", edge("server/roles/x.ts", "server/http/respond.ts"), edge("server/api/handler.ts", "server/http/respond.ts")],
    [
      "one-writer-of-the-timeline",
      edge("server/incidents/x.ts", "server/timeline/record.ts"),
      edge("server/timeline/index.ts", "server/timeline/record.ts"),
    ],
    ["product-does-not-import-tests", edge("server/a/x.ts", "server/testing/people.ts"), edge("server/a/x.test.ts", "server/testing/people.ts")],
    ["next-at-home", edge("server/board/x.ts", "npm:next/server"), edge("app/layout.tsx", "npm:next/link")],
    ["pg-boss-at-home", edge("server/notes/x.ts", "npm:pg-boss"), edge("server/jobs/queue.ts", "npm:pg-boss")],
  ])("%s", (rule, wrong, right) => {
    expect(brokenBy(wrong)).toContain(rule);
    expect(brokenBy(right)).toEqual([]);
  });
});

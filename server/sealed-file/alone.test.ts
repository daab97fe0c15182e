import { globSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGraph } from "../../scripts/layers/graph.ts";

const ROOT = join(import.meta.dirname, "../..");
const FILES = globSync("{lib,server}/**/*.ts", { cwd: ROOT });

/** Everything that comes along when a file is run. */
function reached(from: string): Set<string> {
  const edges = readGraph(ROOT, FILES).filter(({ isTypeOnly }) => !isTypeOnly);
  const found = new Set([from]);
  for (const file of found) for (const edge of edges) if (edge.from === file) found.add(edge.to);
  return found;
}

test("a sealed record is checked without a console: nothing of its database comes along", () => {
  const outside = [...reached("server/sealed-file/index.ts")].filter((to) => !to.startsWith("lib/contracts/") && !to.startsWith("node:"));
  expect(outside.toSorted()).toEqual([
    "npm:canonicalize",
    "npm:zod",
    "server/platform/audit.ts",
    "server/platform/entry-digest.ts",
    "server/sealed-file/index.ts",
    "server/sealed-file/verify-sealed.ts",
  ]);
});

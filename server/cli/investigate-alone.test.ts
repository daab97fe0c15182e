import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { poolBundle } from "../../e2e/bundle.ts";

const ROOT = join(import.meta.dirname, "../..");
let tree: string;
let bundle: string;

/** The tree as npm leaves it: sources and what they depend on, nothing generated, built or started. */
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "muster-plain-"));
  for (const part of ["server", "lib", "package.json", "tsconfig.json"]) cpSync(join(ROOT, part), join(tree, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"));
  bundle = join(tree, "bundle");
  mkdirSync(bundle);
  const end = Date.parse("2026-03-04T12:00:00Z");
  for (const { name, buffer } of poolBundle(end)) writeFileSync(join(bundle, name), buffer);
  const from = new Date(end - 30 * 60_000).toISOString();
  writeFileSync(
    join(bundle, "incident.json"),
    JSON.stringify({ title: "Payments fail", from, to: new Date(end).toISOString(), service: "payments" }),
  );
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const investigate = (...more: string[]): string =>
  execFileSync(process.execPath, [join(tree, "server/cli/muster.mjs"), "investigate", "--bundle", bundle, ...more], {
    cwd: tree,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: tree, DATABASE_URL: "" } as unknown as NodeJS.ProcessEnv,
  });

test("an evidence bundle is investigated in a tree in which nothing is generated, built or started", () => {
  expect(JSON.stringify(JSON.parse(investigate("--json")))).toMatch(/pool/i);
  expect(investigate("--format", "md")).toContain("async-payments");
}, 60_000);

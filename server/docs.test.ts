import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const PAGES = globSync("{*.md,docs/**/*.md}", { cwd: ROOT });
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const { dependencies, devDependencies, scripts } = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;

describe("the documents", () => {
  test.each(PAGES)("%s links to what exists", (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)|<img src="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? "");
    const missing = targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  test.each(PAGES)("%s names only commands that exist", (page) => {
    const names = [...read(page).matchAll(/npm (?:run )?([a-z][a-z-]+)/g)].map(([, name]) => name ?? "");
    expect(names.filter((name) => !["ci", "install", "packages", "cache", "package"].includes(name) && !(name in (scripts ?? {})))).toEqual([]);
  });

  test("the README explains every environment variable, and no other", () => {
    const known = [...read("server/platform/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    const section = read("README.md").split("## Configuration")[1]?.split("\n## ")[0] ?? "";
    const told = [...section.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
      [...(cell ?? "").matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(told.toSorted()).toEqual(known.toSorted());
  });

  test("every dependency has its line", () => {
    const table = read("docs/decisions/dependencies.md").split("## Looked at")[0] ?? "";
    const told = [...table.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !told.includes(name));
    expect(missing).toEqual([]);
  });
});

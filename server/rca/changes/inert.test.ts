import { expect, test } from "vitest";
import { diffOf } from "./diff.ts";
import { effectiveOf } from "./harmless.ts";

const kept = (path: string, ...lines: string[]): string[] =>
  effectiveOf(diffOf("", [`@@ ${path} @@`, ...lines].join("\n"))).lines.map(({ text }) => text);

test.each<[string, string, string[]]>([
  ["types of arguments", "a/boards.py", ["-def top(region, n):", "+def top(region: str, n: int) -> list[Row]:"]],
  ["a private part that nothing names", "a/Legacy.java", ["-    private void unused() {", "-        log();", "-    }"]],
  [
    "the version of a tool of tests",
    "pom.xml",
    ["   <artifactId>junit-jupiter</artifactId>", "-  <version>5.9.1</version>", "+  <version>5.9.2</version>"],
  ],
  ["the name of a thread", "a/Pool.java", ["-    new Thread(task)", '+    new Thread(task, "worker")']],
  ["quotes around a name", "a/cron.yaml", ["-  name: cleanup", '+  name: "cleanup"']],
  ["an output of infrastructure", "infra/outputs.tf", ['+output "name" { value = local.name }']],
  ["the title of a screen", "a/ui.yaml", ["-  title: Main", "+  title: Overview"]],
])("%s alters nothing that runs", (_, path, lines) => {
  expect(kept(path, ...lines)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ["options between quotes", "a/deploy.yaml", ['-    value: "-Xms3g -Xmx3g"', '+    value: "-Xmx640m -Xss1m"']],
  ["quotes around a truth value", "a/app.yaml", ["-  enabled: true", '+  enabled: "true"']],
  ["a private part that is still named", "a/Legacy.java", ["-    private void used() {}", " ", "+    used();"]],
  ["another default in a typed argument", "a/boards.py", ["-def top(n: int = 10):", "+def top(n: int = 100):"]],
  ["the version of what runs", "pom.xml", ["   <artifactId>driver</artifactId>", "-  <version>5.9.1</version>", "+  <version>5.9.2</version>"]],
])("%s count", (_, path, lines) => {
  expect(kept(path, ...lines).length).toBeGreaterThan(0);
});

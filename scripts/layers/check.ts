import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findCycles } from "./cycles.ts";
import { type Edge, readGraph } from "./graph.ts";
import { RULES } from "./rules.ts";

const SOURCES = ["*.ts", "{app,bench,components,e2e,lib,prisma,scripts,server}/**/*.{ts,tsx}"];

export type Violation = { rule: string; where: string; what: string; instead: string };

export function violationsOf(edges: readonly Edge[]): Violation[] {
  const broken = RULES.flatMap(({ name, instead, isBroken }) =>
    edges.filter(isBroken).map(({ from, to, line }) => ({ rule: name, where: `${from}:${line}`, what: `imports ${to}`, instead })),
  );
  const cycles = findCycles(edges).map((circle) => ({
    rule: "no-cycles",
    where: circle[0] ?? "",
    what: circle.join(" → "),
    instead: "Move what the files of the circle share into one that imports none of them.",
  }));
  return [...broken, ...cycles];
}

function main(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const files = globSync(SOURCES, { cwd: root, exclude: ["**/node_modules/**"] }).sort();
  const violations = violationsOf(readGraph(root, files));
  for (const { rule, where, what, instead } of violations) console.error(`${where} ${what}\n  ${rule}: ${instead}\n`);
  console.log(`${files.length} files, ${RULES.length + 1} rules, ${violations.length} broken`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

if (import.meta.main) main();

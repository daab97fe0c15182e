import type { Runbook, RunbookProblem } from "#lib/contracts/runbook.ts";
import { RUNBOOK_LIMITS } from "#lib/contracts/runbook-terms.ts";
import { lintRunbook } from "./lint.ts";
import { readMarkdown } from "./markdown.ts";
import { parameterNames, readRunbook } from "./read-runbook.ts";
import { readYaml } from "./yaml.ts";

export type RunbookFormat = "markdown" | "yaml";
export type Parsed = { runbook: Runbook | null; format: RunbookFormat; problems: RunbookProblem[] };

/** YAML where it begins with a field; Markdown otherwise, with or without front matter. */
export function formatOf(text: string): RunbookFormat {
  const first = text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !line.startsWith("# "));
  return /^["']?[a-z][\w-]*["']?:(\s|$)/.test(first ?? "") && !/^#{1,6} /m.test(text.split("\n")[0] ?? "") ? "yaml" : "markdown";
}

/**
 * Reads a runbook as people write it. Problems have the line they stand on; with an error among them there is no runbook. `slug`: the name for a Markdown
 * text that gives none, such as its file's.
 */
export function parseRunbook(text: string, slug = ""): Parsed {
  const format = formatOf(text);
  if (Buffer.byteLength(text) > RUNBOOK_LIMITS.textBytes)
    return failed(format, [{ level: "error", rule: "size", line: 1, message: "A runbook has at most 200 kB. Split it, and nest the parts." }]);
  const { raw, problems, lineOf, lineOfStep } = format === "yaml" ? ofYaml(text) : readMarkdown(text, slug);
  if (!raw) return failed(format, problems);
  const reading = { problems, parameters: parameterNames(raw), lineOf };
  const runbook = readRunbook(reading, raw, lineOfStep);
  if (!runbook) return failed(format, problems);
  const all = [...problems, ...lintRunbook(runbook, text)];
  return { runbook: all.some(({ level }) => level === "error") ? null : runbook, format, problems: sorted(all) };
}

function ofYaml(text: string) {
  const read = readYaml(text);
  return { ...read, lineOfStep: (at: number) => read.lineOf(["steps", at]) };
}

function failed(format: RunbookFormat, problems: RunbookProblem[]): Parsed {
  return { runbook: null, format, problems: sorted(problems) };
}

function sorted(problems: RunbookProblem[]): RunbookProblem[] {
  return problems.toSorted((one, other) => one.line - other.line);
}

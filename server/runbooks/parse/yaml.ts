import { isMap, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import type { RunbookProblem } from "#lib/contracts/runbook.ts";
import { isRaw, type Raw } from "./reading.ts";

export type YamlRead = { raw: Raw | null; problems: RunbookProblem[]; lineOf: (path: readonly (string | number)[]) => number };

/** A YAML text as plain values, with the line of each part. `firstLine`: of the text that it was cut from. Aliases are not followed far. */
export function readYaml(text: string, firstLine = 1): YamlRead {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true, version: "1.2" });
  const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1;
  const problems: RunbookProblem[] = document.errors.map(({ message, pos }) => ({
    level: "error",
    rule: "yaml",
    line: lineAt(pos[0]),
    message: `This is no YAML: ${message.replace(/\s+/g, " ")}`,
  }));
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = nodeAt(document.contents, path.slice(0, length));
      if (node !== null) return lineAt(node);
    }
    return firstLine;
  };
  if (problems.length > 0) return { raw: null, problems, lineOf };
  const value: unknown = toValue(() => document.toJS({ maxAliasCount: 20 }), problems, firstLine);
  if (isRaw(value)) return { raw: value, problems, lineOf };
  if (problems.length === 0) problems.push({ level: "error", rule: "yaml", line: firstLine, message: "The text has no fields. Begin with `name:`." });
  return { raw: null, problems, lineOf };
}

function toValue(read: () => unknown, problems: RunbookProblem[], line: number): unknown {
  try {
    return read();
  } catch (error) {
    problems.push({ level: "error", rule: "yaml", line, message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

/** Where a part begins: of a field, its name. */
function nodeAt(root: unknown, path: readonly (string | number)[]): number | null {
  let node: unknown = root;
  let start: number | null = isNode(root) ? (root.range?.[0] ?? null) : null;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(part));
      if (!pair) return null;
      start = isNode(pair.key) ? (pair.key.range?.[0] ?? start) : start;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) return null;
      start = isNode(item) ? (item.range?.[0] ?? start) : start;
      node = item;
    } else return null;
  }
  return start;
}

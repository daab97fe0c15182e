import { offsetOf, type When, whenOf } from "./times.ts";

/**
 * One incident as a text file. First its head, then files it may attach, then what happened:
 *
 *   title: Card payments fail
 *   when: 3 days ago 14:06             or: 24m ago
 *   by: tomas
 *
 *   file payment-api.log
 *     {-3m} ERROR pool exhausted
 *   chart connections.png: open connections | 38 41 97 200 | limit 200
 *
 *   +2m tomas notes [starred, #detection]: The error rate of `payment-api` is **38 %** since {-3m}.
 *   +5m hanna updates
 *     Text may also stand below, indented.
 *
 * Times count from the declaration; `{-3m}` in a text becomes the time of day.
 */
export type Scenario = { key: string; file: string; when: When; head: Head; files: FileSpec[]; lines: Line[] };

export type Head = { title: string; by: string } & Partial<Record<(typeof OPTIONAL)[number], string>>;
export type FileSpec = { name: string; kind: "file" | "chart"; words: string; body: string };

/** Who did what, `at` milliseconds after the declaration. `where` is for messages. */
export type Line = { at: number; who: string; deed: string; options: string[]; text: string; where: string };

const OPTIONAL = ["severity", "kind", "phase", "summary", "services", "started", "detected", "resolved", "impact", "private", "fields"] as const;

export class ScenarioError extends Error {}

type Block = { number: number; first: string; body: string };

/** @param file its name, from which its key is made: what other scenarios call it. @throws ScenarioError with file and line. */
export function readScenario(file: string, source: string): Scenario {
  const head: Record<string, string> = {};
  const files: FileSpec[] = [];
  const lines: Line[] = [];
  for (const block of blocksOf(file, source)) {
    if (block.first.startsWith("+")) lines.push(lineOf(file, block));
    else if (/^(file|chart) /.test(block.first)) files.push(fileOf(file, block));
    else Object.assign(head, headOf(file, block));
  }
  const when = whenOf(head.when ?? "");
  if (!when) throw new ScenarioError(`${file}: "when" is neither "3 days ago 14:06" nor "24m ago".`);
  const { title, by } = head;
  if (!title || !by) throw new ScenarioError(`${file}: title or by is missing.`);
  const late = lines.find(({ at }, index) => at < (lines[index - 1]?.at ?? 0));
  if (late) throw new ScenarioError(`${late.where}: happens before the line above it.`);
  return { key: file.replace(/^\d+-/, "").replace(/\.txt$/, ""), file, when, head: { ...head, title, by }, files, lines };
}

/** Lines that begin at the margin, each with what is indented below it. */
function blocksOf(file: string, source: string): Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    const last = blocks.at(-1);
    if (line.trim() === "" || line.startsWith("  ")) {
      if (last) last.body += `${line.slice(2)}\n`;
      else if (line.trim() !== "") throw new ScenarioError(`${file}:${index + 1}: is indented below nothing.`);
    } else if (!line.startsWith("#")) blocks.push({ number: index + 1, first: line.trimEnd(), body: "" });
  }
  return blocks.map((block) => ({ ...block, body: block.body.trimEnd() }));
}

function headOf(file: string, { number, first, body }: Block): Record<string, string> {
  const [, name = "", text = ""] = /^(\w+):\s*(.*)$/.exec(first) ?? [];
  if (![...OPTIONAL, "title", "by", "when"].includes(name)) throw new ScenarioError(`${file}:${number}: is neither head, file nor deed.`);
  return { [name]: [text, body].filter(Boolean).join("\n") };
}

function fileOf(file: string, { number, first, body }: Block): FileSpec {
  const [, kind, name = "", words = ""] = /^(file|chart) ([\w.-]+)(?::\s*(.+))?$/.exec(first) ?? [];
  if (kind !== "file" && kind !== "chart") throw new ScenarioError(`${file}:${number}: write "file name.log" or "chart name.png: title | numbers".`);
  return { name, kind, words, body };
}

function lineOf(file: string, { number, first, body }: Block): Line {
  const where = `${file}:${number}`;
  const [, offset = "", who = "", rest = ""] = /^(\S+) (\w+) (.+)$/.exec(first) ?? [];
  const at = offsetOf(offset);
  if (at === null || rest === "") throw new ScenarioError(`${where}: write "+5m who does what: text".`);
  const [, deed = "", options = "", text = ""] = /^(.*?)(?: \[([^\]]*)\])?(?::(?: (.*)|$)|$)/.exec(rest) ?? [];
  const written = [text, body].filter(Boolean).join("\n");
  return { at, who, deed, options: options ? options.split(/,\s*|\s+(?=#)/) : [], text: written, where };
}

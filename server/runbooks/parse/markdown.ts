import type { Code, Heading, List, Nodes, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import type { RunbookProblem } from "#lib/contracts/runbook.ts";
import { applyFence, type Draft, draftSteps, openDraft, settingIn } from "./markdown-step.ts";
import { isRaw, type Raw } from "./reading.ts";
import { readYaml, type YamlRead } from "./yaml.ts";

export type MarkdownRead = YamlRead & { lineOfStep: (at: number) => number };

const FRONT = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;
const SECTIONS: readonly [RegExp, string][] = [
  [/^(parameters|inputs|variables)$/i, "parameters"],
  [/^(pre-?flight( checks?)?|prerequisites|before you (begin|start))$/i, "preflight"],
  [/^((execution )?steps|procedure|actions|runbook)$/i, "steps"],
  [/^((post-execution )?verification|verify|after(wards)?|post-?checks?)$/i, "verification"],
  [/^(rollback|roll back|undo|backout|back out)( plan| procedure)?$/i, "rollback"],
  [/^(overview|summary|description|purpose|symptoms|when to use|notes?|references?|see also|links|contacts?|escalation)$/i, "words"],
];
const NUMBERED = /^(?:step\s+)?\d+(?:\s*\/\s*\d+)?\s*[.):–-]\s*|^step\s+\d+(?:\s*\/\s*\d+)?\s*[.):–-]?\s*/i;

type Section = { name: string; depth: number };
type Reader = {
  raw: Raw;
  drafts: Draft[];
  section: Section;
  draft: Draft | null;
  summary: string[];
  rollback: string[];
  watches: Raw[];
  lines: number[];
};

/** A runbook in Markdown: front matter for its fields, a heading or a list item for each step, fenced commands below. */
export function readMarkdown(text: string, slug: string): MarkdownRead {
  const front = FRONT.exec(text);
  const head: YamlRead = front ? readYaml(front[1] ?? "", 2) : { raw: {}, problems: [], lineOf: () => 1 };
  if (!head.raw) return { ...head, lineOfStep: () => 1 };
  const skipped = front ? front[0].split("\n").length - 1 : 0;
  const body = front ? text.slice(front[0].length) : text;
  const reader: Reader = {
    raw: { ...head.raw },
    drafts: [],
    section: { name: "", depth: 0 },
    draft: null,
    summary: [],
    rollback: [],
    watches: [],
    lines: [],
  };
  const nodes = fromMarkdown(body).children;
  for (const [at, node] of nodes.entries()) readNode(reader, node, nodes.slice(at + 1), skipped);
  const problems: RunbookProblem[] = [...head.problems];
  const steps = assemble(reader, slug);
  const lineOfStep = (at: number): number => steps[at]?.line ?? 1;
  const ownSteps = Array.isArray(head.raw.steps);
  return {
    raw: ownSteps ? reader.raw : { ...reader.raw, steps: steps.map(({ raw }) => raw) },
    problems,
    lineOf: (path) => (path[0] === "steps" && !ownSteps ? lineOfStep(Number(path[1] ?? 0)) : head.lineOf(path)),
    lineOfStep: ownSteps ? (at) => head.lineOf(["steps", at]) : lineOfStep,
  };
}

function assemble(reader: Reader, slug: string): { raw: Raw; line: number }[] {
  const { raw, summary, drafts, rollback, watches } = reader;
  if (raw.name === undefined && slug !== "") raw.name = slug;
  if (raw.name === undefined && typeof raw.title === "string") raw.name = slugOf(raw.title);
  if (raw.summary === undefined && summary.length > 0) raw.summary = summary.join("\n\n");
  if (raw.verification === undefined && watches.length > 0) raw.verification = { watches };
  const steps = drafts.flatMap(draftSteps);
  const last = steps.findLast((step) => step.raw.undo === undefined && (step.raw.shell !== undefined || step.raw.kubectl !== undefined));
  if (last && rollback.length > 0 && steps.every((step) => step.raw.undo === undefined)) last.raw.undo = rollback;
  return steps;
}

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/^(runbook|playbook)\s*[:–-]?\s*/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}

const lineAt = (node: Nodes, skipped: number): number => (node.position?.start.line ?? 1) + skipped;

function readNode(reader: Reader, node: RootContent, after: readonly RootContent[], skipped: number): void {
  if (node.type === "heading") readHeading(reader, node, after, skipped);
  else if (node.type === "list" && reader.draft === null && listsSteps(reader, node)) {
    for (const item of node.children) {
      const [first, ...rest] = item.children;
      const title = first ? textOf(first) : "";
      const draft = openDraft(title.replace(NUMBERED, ""), lineAt(item, skipped));
      reader.drafts.push(draft);
      for (const child of rest) readInto(draft, child, skipped);
    }
  } else if (reader.draft) readInto(reader.draft, node, skipped);
  else readOutside(reader, node, skipped);
}

/** Numbered points are steps where one of them has a command, or where the section says that they are. */
function listsSteps({ section }: Reader, list: List): boolean {
  const hasCode = list.children.some(({ children }) => children.some(({ type }) => type === "code"));
  return hasCode ? section.name !== "parameters" : section.name === "steps" && list.ordered === true;
}

function readHeading(reader: Reader, heading: Heading, after: readonly RootContent[], skipped: number): void {
  const words = textOf(heading).trim();
  const section = SECTIONS.find(([pattern]) => pattern.test(words.replace(/:$/, "")));
  const isInSteps = reader.section.name === "steps" && heading.depth > reader.section.depth;
  if (section && !isInSteps) {
    reader.section = { name: section[1], depth: heading.depth };
    reader.draft = null;
    return;
  }
  const isNumbered = NUMBERED.test(words);
  if (heading.depth === 1 && !isNumbered) {
    reader.raw.title ??= words.replace(/^(runbook|playbook)\s*[:–-]\s*/i, "");
    reader.draft = null;
    return;
  }
  if (heading.depth <= reader.section.depth) reader.section = { name: "", depth: 0 };
  const isStep = isInSteps || isNumbered || (reader.section.name === "" && hasCommand(after));
  reader.draft = isStep ? openDraft(words.replace(NUMBERED, ""), lineAt(heading, skipped)) : null;
  if (reader.draft) reader.drafts.push(reader.draft);
}

function hasCommand(after: readonly RootContent[]): boolean {
  const end = after.findIndex(({ type }) => type === "heading");
  return after.slice(0, end < 0 ? undefined : end).some((node) => node.type === "code" && isCommand(node));
}

export const isCommand = ({ lang }: Code): boolean => /^(bash|sh|shell|console|zsh|kubectl|terminal)$/i.test(lang ?? "sh");

function readInto(draft: Draft, node: RootContent, skipped: number): void {
  if (node.type === "code") {
    applyFence(draft, node, lineAt(node, skipped));
    return;
  }
  if (node.type === "list" && node.children.every((item) => settingIn(draft, textOf(item), false))) {
    for (const item of node.children) settingIn(draft, textOf(item), true);
    return;
  }
  const words =
    node.type === "list" ? node.children.map((item, at) => `${node.ordered ? `${at + 1}.` : "-"} ${textOf(item)}`).join("\n") : textOf(node);
  if (node.type === "paragraph" && words.split("\n").every((line) => settingIn(draft, line, false))) {
    for (const line of words.split("\n")) settingIn(draft, line, true);
    return;
  }
  draft.about.push(words);
}

function readOutside(reader: Reader, node: RootContent, skipped: number): void {
  const { name } = reader.section;
  if (name === "rollback" && node.type === "code" && isCommand(node)) reader.rollback.push(node.value);
  else if (name === "verification" && node.type === "code" && isCommand(node))
    reader.watches.push({ title: firstComment(node.value), ...commandOf(node.value) });
  else if (name === "preflight" && node.type === "code" && isCommand(node))
    reader.raw.preflight = [...list(reader.raw.preflight), { title: firstComment(node.value), ...commandOf(node.value) }];
  else if (name === "preflight" && node.type === "list") return;
  else if (name === "parameters" && node.type === "list")
    reader.raw.parameters = [...list(reader.raw.parameters), ...node.children.flatMap((item) => parameterOf(textOf(item)))];
  else if ((name === "" || name === "words") && node.type === "paragraph" && reader.drafts.length === 0) reader.summary.push(textOf(node));
  reader.lines.push(lineAt(node, skipped));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : isRaw(value) ? [value] : [];
}

function commandOf(text: string): Raw {
  return /^\s*kubectl\s[^\n]*$/.test(text.trim()) ? { kubectl: text.trim() } : { shell: text };
}

function firstComment(text: string): string {
  return /^\s*#\s*(.+)$/m.exec(text)?.[1]?.trim() ?? text.trim().split("\n")[0]?.slice(0, 100) ?? "";
}

/** `namespace (namespace, default production): where it runs`. */
function parameterOf(text: string): Raw[] {
  const found = /^`?<?([a-z][a-z0-9_-]*)>?`?(?:\s*\(([^)]*)\))?\s*(?:[:–-]\s*(.*))?$/is.exec(text.trim());
  if (!found) return [];
  const [, name = "", details = "", about = ""] = found;
  const standard = /default(?:s to)?[:=\s]+`?([^,`]+)`?/i.exec(details)?.[1]?.trim();
  const type = /\b(number|boolean|namespace|deployment|statefulset|node|pod)\b/i.exec(details.replace(/default.*/i, ""))?.[1]?.toLowerCase();
  return [
    { name: name.toLowerCase().replaceAll("-", "_"), about: about.trim(), ...(type ? { type } : {}), ...(standard ? { default: standard } : {}) },
  ];
}

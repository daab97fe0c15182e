import { type DocMark, type DocNode, plainText } from "./node.ts";

/** How a figure and the live parts of a document are written where there is no editor. */
export type Rendering = {
  /** A figure in words; null: unknown. */
  figure: (name: string) => string | null;
  /** Rows of the action items, each cell as Markdown. */
  actionItems: () => string[][];
  /** Title and excerpt of a piece of evidence. */
  evidence: (id: string) => { title: string; excerpt: string } | null;
};

export const ACTION_ITEM_HEAD = ["Priority", "Action", "Owner", "Due date", "State"] as const;

/** Figures by name and nothing looked up: what a document says of itself. Two units with the same source say the same. */
export const SOURCE: Rendering = { figure: () => null, actionItems: () => [], evidence: () => null };

/** A document, or a part of it, as Markdown that the reader of Markdown here takes in again. Figures become links that name them. */
export function toMarkdown(nodes: readonly DocNode[], rendering: Rendering): string {
  return nodes.map((node) => blockToMarkdown(node, rendering)).join("\n\n");
}

export function blockToMarkdown(node: DocNode, at: Rendering): string {
  const inline = () => inlineToMarkdown(node.content ?? [], at);
  switch (node.type) {
    case "heading":
      return `${"#".repeat(Number(node.attrs?.level ?? 2))} ${inline()}`;
    case "paragraph":
      return escapeStart(inline());
    case "bulletList":
      return (node.content ?? []).map((item) => itemToMarkdown("- ", item, at)).join("\n");
    case "orderedList":
      return (node.content ?? []).map((item, index) => itemToMarkdown(`${index + 1}. `, item, at)).join("\n");
    case "listItem":
      return itemToMarkdown("- ", node, at);
    case "blockquote":
      return prefixed(toMarkdown(node.content ?? [], at), "> ");
    case "codeBlock":
      return fenced(plainText(node), String(node.attrs?.language ?? ""));
    case "table":
      return tableToMarkdown(node, at);
    case "tableRow":
      return rowToMarkdown((node.content ?? []).map((cell) => cellToMarkdown(cell, at)));
    case "horizontalRule":
      return "---";
    case "image":
      return `![${escapeText(String(node.attrs?.alt ?? ""))}](${String(node.attrs?.src ?? "")})`;
    case "evidence":
      return evidenceToMarkdown(String(node.attrs?.id ?? ""), at);
    case "actionItems":
      return actionItemsToMarkdown(at);
    default:
      return inline();
  }
}

function evidenceToMarkdown(id: string, at: Rendering): string {
  const found = at.evidence(id);
  return `![${escapeText(found ? `${id} ${found.title}` : id)}](#evidence/${encodeURIComponent(id)})`;
}

function actionItemsToMarkdown(at: Rendering): string {
  const rows = at.actionItems();
  return [rowToMarkdown([...ACTION_ITEM_HEAD]), rowToMarkdown(ACTION_ITEM_HEAD.map(() => "---")), ...rows.map(rowToMarkdown)].join("\n");
}

function itemToMarkdown(marker: string, item: DocNode, at: Rendering): string {
  const [first = "", ...rest] = (item.content ?? []).map((block) => blockToMarkdown(block, at));
  const indent = " ".repeat(marker.length);
  return [`${marker}${first.replaceAll("\n", `\n${indent}`)}`, ...rest.map((block) => prefixed(block, indent))].join("\n");
}

function tableToMarkdown(table: DocNode, at: Rendering): string {
  const rows = (table.content ?? []).map((row) => (row.content ?? []).map((cell) => cellToMarkdown(cell, at)));
  const [head = [], ...body] = rows;
  return [rowToMarkdown(head), rowToMarkdown(head.map(() => "---")), ...body.map(rowToMarkdown)].join("\n");
}

function cellToMarkdown(cell: DocNode, at: Rendering): string {
  return (cell.content ?? []).map((block) => inlineToMarkdown(block.content ?? [], at)).join(" ");
}

function rowToMarkdown(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function prefixed(text: string, prefix: string): string {
  return text
    .split("\n")
    .map((line) => `${prefix}${line}`.trimEnd())
    .join("\n");
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function inlineToMarkdown(nodes: readonly DocNode[], at: Rendering): string {
  return nodes.map((node, index) => one(node, at, nodes[index - 1])).join("");
}

function one(node: DocNode, at: Rendering, before: DocNode | undefined): string {
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduce(marked, isCode(node) ? codeSpan(node.text ?? "") : escapeText(node.text ?? ""));
    case "figure":
      return figureToMarkdown(String(node.attrs?.name ?? ""), at);
    case "cite":
      return `${before && !/\s$/.test(before.text ?? "") ? " " : ""}[${String(node.attrs?.ref ?? "")}]`;
    case "mention":
      return `@${escapeText(String(node.attrs?.handle ?? ""))}`;
    case "hardBreak":
      return "\\\n";
    default:
      return inlineToMarkdown(node.content ?? [], at);
  }
}

/** `[45 min](#impact_duration)`; by its bare name where its words are not asked for. */
function figureToMarkdown(name: string, at: Rendering): string {
  if (at === SOURCE) return `{{${name}}}`;
  return `[${escapeText(at.figure(name) ?? "unknown")}](#${encodeURIComponent(name)})`;
}

function isCode(node: DocNode): boolean {
  return (node.marks ?? []).some(({ type }) => type === "code");
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const isPadded = text.startsWith("`") || text.endsWith("`");
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

const MARKS: Record<string, string> = { bold: "**", italic: "*", strike: "~~" };

function marked(text: string, { type, attrs }: DocMark): string {
  if (type === "link") return `[${text}](<${String(attrs?.href ?? "").replaceAll(/[<>\n]/g, encodeURIComponent)}>)`;
  const sign = MARKS[type];
  if (!sign) return text;
  const [, lead = "", core = "", tail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return core === "" ? text : `${lead}${sign}${core}${sign}${tail}`;
}

function escapeText(text: string): string {
  return text.replaceAll(/([\\`*_[\]<>#|]|~(?=~)|(?<=~)~)/g, "\\$1").replaceAll("{{", "{ {");
}

/** A paragraph that would begin a list, a quotation or a heading stays a paragraph. */
function escapeStart(text: string): string {
  return text.replace(/^(\s*)([-+>]|\d+(?=[.)]))/, (_, space: string, sign: string) => (/\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`));
}

import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { type DocMark, type DocNode, textNode } from "./node.ts";
import { ACTION_ITEM_HEAD } from "./to-markdown.ts";

type Tree = {
  type: string;
  children?: Tree[];
  value?: string;
  depth?: number;
  ordered?: boolean | null;
  lang?: string | null;
  url?: string;
  alt?: string | null;
};

const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });

/** Markdown as a document. What it cannot hold (HTML, footnotes) stays as the words that it is written with. Pure. */
export function fromMarkdown(markdown: string): DocNode[] {
  return blocksOf((reader.parse(markdown) as Tree).children ?? []);
}

function blocksOf(trees: readonly Tree[]): DocNode[] {
  return trees.flatMap(blockOf);
}

function blockOf(tree: Tree): DocNode[] {
  const children = tree.children ?? [];
  switch (tree.type) {
    case "heading":
      return [{ type: "heading", attrs: { level: Math.min(tree.depth ?? 2, 4) }, content: inlinesOf(children) }];
    case "paragraph":
      return paragraphOf(children);
    case "list":
      return [{ type: tree.ordered ? "orderedList" : "bulletList", content: children.map(itemOf) }];
    case "blockquote":
      return [{ type: "blockquote", content: filled(blocksOf(children)) }];
    case "code":
      return [{ type: "codeBlock", attrs: { language: tree.lang ?? null }, content: tree.value ? [textNode(tree.value)] : [] }];
    case "table":
      return [tableOf(children)];
    case "thematicBreak":
      return [{ type: "horizontalRule" }];
    default:
      return tree.value ? [paragraph([textNode(tree.value)])] : blocksOf(children);
  }
}

function paragraph(content: DocNode[]): DocNode {
  return { type: "paragraph", content };
}

function filled(blocks: DocNode[]): DocNode[] {
  return blocks.length > 0 ? blocks : [paragraph([])];
}

/** Pictures stand by themselves in a document: they break a paragraph. */
function paragraphOf(children: readonly Tree[]): DocNode[] {
  const parts: DocNode[] = [];
  let run: Tree[] = [];
  const close = (): void => {
    if (run.length > 0) parts.push(paragraph(inlinesOf(run)));
    run = [];
  };
  for (const child of children) {
    if (child.type !== "image") run.push(child);
    else {
      close();
      parts.push(pictureOf(child));
    }
  }
  close();
  return parts;
}

function pictureOf({ url = "", alt }: Tree): DocNode {
  const evidence = /^#evidence\/(.+)$/.exec(url)?.[1];
  if (evidence) return { type: "evidence", attrs: { id: decode(evidence) } };
  return { type: "image", attrs: { src: url, alt: alt ?? "" } };
}

function itemOf(tree: Tree): DocNode {
  const blocks = filled(blocksOf(tree.children ?? []));
  return { type: "listItem", content: blocks[0]?.type === "paragraph" ? blocks : [paragraph([]), ...blocks] };
}

function tableOf(rows: readonly Tree[]): DocNode {
  const cells = rows.map(({ children = [] }) => children);
  const head = (cells[0] ?? []).map((cell) => wordsOf(cell));
  if (ACTION_ITEM_HEAD.every((word, index) => head[index] === word)) return { type: "actionItems" };
  const content = cells.map((row, index) => ({
    type: "tableRow",
    content: row.map((cell) => ({ type: index === 0 ? "tableHeader" : "tableCell", content: [paragraph(inlinesOf(cell.children ?? []))] })),
  }));
  return { type: "table", content };
}

/** Rows of a table of action items, as words; for taking such a table in. */
export function actionItemRows(markdown: string): string[][] {
  const tables = ((reader.parse(markdown) as Tree).children ?? []).filter(({ type }) => type === "table");
  return tables.flatMap(({ children = [] }) => {
    const rows = children.map((row) => (row.children ?? []).map(wordsOf));
    return ACTION_ITEM_HEAD.every((word, index) => rows[0]?.[index] === word) ? rows.slice(1) : [];
  });
}

function wordsOf(tree: Tree): string {
  return tree.value ?? (tree.children ?? []).map(wordsOf).join("");
}

function inlinesOf(trees: readonly Tree[], marks: DocMark[] = []): DocNode[] {
  return trees.flatMap((tree) => inlineOf(tree, marks));
}

function inlineOf(tree: Tree, marks: DocMark[]): DocNode[] {
  const children = tree.children ?? [];
  switch (tree.type) {
    case "text":
      return tokensOf(tree.value ?? "", marks);
    case "strong":
      return inlinesOf(children, [...marks, { type: "bold" }]);
    case "emphasis":
      return inlinesOf(children, [...marks, { type: "italic" }]);
    case "delete":
      return inlinesOf(children, [...marks, { type: "strike" }]);
    case "inlineCode":
      return tree.value ? [textNode(tree.value, [...marks, { type: "code" }])] : [];
    case "link":
      return linkOf(tree, marks);
    case "break":
      return [{ type: "hardBreak" }];
    case "image":
      return [textNode(tree.alt || (tree.url ?? "picture"), marks)];
    default:
      return tree.value ? [textNode(tree.value, marks)] : inlinesOf(children, marks);
  }
}

/** `[45 min](#impact_duration)` is the figure of that name, whatever its words were when it was written. */
function linkOf({ url = "", children = [] }: Tree, marks: DocMark[]): DocNode[] {
  const figure = url.startsWith("#") ? decode(url.slice(1)) : "";
  if (FIGURE_NAME.test(figure)) return [{ type: "figure", attrs: { name: figure } }];
  if (!/^(https?:|mailto:|\/)/i.test(url)) return inlinesOf(children, marks);
  return inlinesOf(children, [...marks, { type: "link", attrs: { href: url } }]);
}

const FIGURE_NAME = /^[a-z][a-z0-9]*_[a-z0-9_]*(:[^{}]*)?$/;
const TOKEN = /\{\{([a-z][a-z0-9_]*(?::[^{}]*)?)\}\}|[ \u00a0]?\[(#\d+|[ECH]\d+|opinion|no evidence)((?:, ?(?:#\d+|[ECH]\d+))*)\]/g;

/** Words, with what names a figure and what cites in between. */
function tokensOf(text: string, marks: DocMark[]): DocNode[] {
  const nodes: DocNode[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) nodes.push(textNode(text.slice(from, match.index), marks));
    const [whole, figure, first, more = ""] = match;
    if (figure !== undefined) nodes.push({ type: "figure", attrs: { name: figure } });
    else if (first !== "no evidence")
      for (const ref of [first, ...more.split(",")]) if (ref?.trim()) nodes.push({ type: "cite", attrs: { ref: ref.trim() } });
    from = match.index + whole.length;
  }
  if (from < text.length) nodes.push(textNode(text.slice(from), marks));
  return nodes;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { ChainedCommands, Editor } from "@tiptap/core";
import type { PostmortemGround } from "#lib/contracts/postmortem.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import type { Suggested } from "./suggestion-list.tsx";

type Entry = { seq: number; at: string; words: string };
type Given = { query: string; ground: PostmortemGround; entries: readonly Entry[]; onPicture: () => void };
type Work = (chain: ChainedCommands) => ChainedCommands;

const MOST = 40;

/** What `/` offers for what was typed after it: blocks, pictures, evidence, figures, and entries of the timeline. */
export function commandsFor({ query, ground, entries, onPicture }: Given): Suggested[] {
  const wanted = query.trim().toLowerCase();
  const fits = ({ label, hint }: Suggested): boolean => `${label} ${hint}`.toLowerCase().includes(wanted);
  const evidence = ground.evidence.map(({ id, title }) => block(`evidence ${id}`, title, id, { type: "evidence", attrs: { id } }));
  const figures = Object.entries(ground.figures).map(([name, { title, words }]) =>
    item(`figure ${name}`, title, words, (chain) => chain.insertContent({ type: "figure", attrs: { name } })),
  );
  const told = entries.map(({ seq, at, words }) =>
    item(`entry ${seq}`, words, `#${seq} ${at.slice(11, 16)}`, (chain) =>
      chain.insertContent([
        { type: "text", text: words },
        { type: "cite", attrs: { ref: `#${seq}` } },
      ]),
    ),
  );
  const picture: Suggested = {
    ...{ key: "picture", label: "Picture", hint: "image" },
    put: (editor, range) => {
      editor.chain().focus().deleteRange(range).run();
      onPicture();
    },
  };
  return [...[...BLOCKS, picture, ...evidence, ...figures].filter(fits), ...told].slice(0, MOST);
}

const BLOCKS: readonly Suggested[] = [
  item("heading", "Heading", "h2", (chain) => chain.setHeading({ level: 2 })),
  item("subheading", "Subheading", "h3", (chain) => chain.setHeading({ level: 3 })),
  item("bullets", "Bullet list", "ul", (chain) => chain.toggleBulletList()),
  item("numbers", "Numbered list", "ol", (chain) => chain.toggleOrderedList()),
  item("table", "Table", "3 × 2", (chain) => chain.insertTable({ rows: 3, cols: 2 })),
  item("quotation", "Quotation", "", (chain) => chain.toggleBlockquote()),
  item("code", "Code", "log lines", (chain) => chain.toggleCodeBlock()),
  item("line", "Dividing line", "hr", (chain) => chain.setHorizontalRule()),
  block("action-items", "Action items", "live table", { type: "actionItems" }),
  item("opinion", "Mark as an opinion", "", (chain) => chain.insertContent({ type: "cite", attrs: { ref: "opinion" } })),
];

function block(key: string, label: string, hint: string, node: DocNode): Suggested {
  return item(key, label, hint, (chain) => chain.insertContent(node));
}

function item(key: string, label: string, hint: string, work: Work): Suggested {
  return { key, label, hint, put: (editor: Editor, range) => void work(editor.chain().focus().deleteRange(range)).run() };
}

import { Extension } from "@tiptap/core";
import type { Node as EditorNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { claimOf, splitSentences } from "#lib/postmortem/claims.ts";

const KEY = new PluginKey<DecorationSet>("claims");

/** Marks sentences that claim something and stand on nothing, while one types. */
export const ClaimMarks = Extension.create({
  name: "claimMarks",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: KEY,
      state: {
        init: (_, { doc }) => marksIn(doc),
        apply: (transaction, old) => (transaction.docChanged ? marksIn(transaction.doc) : old),
      },
      props: { decorations: (state) => KEY.getState(state) },
    }),
  ],
});

function marksIn(doc: EditorNode): DecorationSet {
  const marks: Decoration[] = [];
  doc.descendants((node, position, parent) => {
    if (node.type.name !== "paragraph") return node.type.name !== "heading" && node.type.name !== "tableRow";
    if (parent?.type.name.startsWith("table")) return false;
    marks.push(...unsupportedIn(node, position + 1));
    return false;
  });
  return DecorationSet.create(doc, marks);
}

/** Each character of the text stands at a position; atoms are written as what they cite. */
function unsupportedIn(paragraph: EditorNode, start: number): Decoration[] {
  let text = "";
  const positions: number[] = [];
  paragraph.forEach((child, offset) => {
    const written = child.isText ? (child.text ?? "") : writtenAs(child);
    for (let index = 0; index < written.length; index += 1) positions.push(start + offset + (child.isText ? index : 0));
    text += written;
  });
  let from = 0;
  return splitSentences(text).flatMap((sentence) => {
    const at = text.indexOf(sentence, from);
    if (at < 0) return [];
    from = at + sentence.length;
    const [first, last] = [positions[at], positions[at + sentence.length - 1]];
    if (first === undefined || last === undefined || claimOf(sentence) !== "unsupported") return [];
    return [
      Decoration.inline(first, last + 1, {
        class: "pm-unsupported",
        title: "Nothing supports this sentence: cite an entry ([#12]) or evidence ([E1]), or mark it as [opinion]",
      }),
    ];
  });
}

function writtenAs(node: EditorNode): string {
  if (node.type.name === "figure") return `{{${node.attrs.name}}}`;
  return node.type.name === "cite" ? ` [${node.attrs.ref}]` : " ";
}

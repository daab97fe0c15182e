import { Extension } from "@tiptap/core";
import type { Node as EditorNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { claimOf, splitSentences } from "#lib/postmortem/claims.ts";
import { placedText, rangeIn } from "./paragraph-text.ts";

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

function unsupportedIn(paragraph: EditorNode, start: number): Decoration[] {
  const placed = placedText(paragraph, start);
  let from = 0;
  return splitSentences(placed.text).flatMap((sentence) => {
    const at = placed.text.indexOf(sentence, from);
    if (at < 0) return [];
    from = at + sentence.length;
    const range = rangeIn(placed, at, at + sentence.length);
    if (!range || claimOf(sentence) !== "unsupported") return [];
    return [
      Decoration.inline(range.from, range.to, {
        class: "pm-unsupported",
        title: "Nothing supports this sentence: cite an entry ([#12]) or evidence ([E1]), or mark it as [opinion]",
      }),
    ];
  });
}

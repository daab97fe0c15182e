import { Extension } from "@tiptap/core";
import type { Node as EditorNode } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { type Blame, blameIn } from "#lib/postmortem/blame.ts";
import { placedText, rangeIn } from "./paragraph-text.ts";

export type FoundBlame = Blame & { key: string; at: { from: number; to: number } };
type Kept = { names: readonly string[]; found: FoundBlame[]; marks: DecorationSet };

const KEY = new PluginKey<Kept>("blameMarks");

/** Marks words that blame a person, while one types. */
export const BlameMarks = Extension.create({
  name: "blameMarks",
  addProseMirrorPlugins: () => [
    new Plugin<Kept>({
      key: KEY,
      state: {
        init: (_, { doc }) => kept(doc, []),
        apply: (transaction, old) => {
          const names = transaction.getMeta(KEY) as readonly string[] | undefined;
          return names || transaction.docChanged ? kept(transaction.doc, names ?? old.names) : old;
        },
      },
      props: { decorations: (state) => KEY.getState(state)?.marks },
    }),
  ],
});

/** Whose names tell a person from other words. */
export const NAMES = KEY;

/** What is marked now, in the order of the text. */
export function blamesIn(state: EditorState): FoundBlame[] {
  return KEY.getState(state)?.found ?? [];
}

function kept(doc: EditorNode, names: readonly string[]): Kept {
  const found = search(doc, names);
  const marks = found.map(({ at, why, proposal }) => Decoration.inline(at.from, at.to, { class: "pm-blame", title: `${why} ${proposal}` }));
  return { names, found, marks: DecorationSet.create(doc, marks) };
}

function search(doc: EditorNode, names: readonly string[]): FoundBlame[] {
  const found: FoundBlame[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === "blockquote" || node.type.name === "codeBlock") return false;
    if (!node.isTextblock) return true;
    const placed = placedText(node, position + 1);
    for (const blame of blameIn(placed.text, names)) {
      const at = rangeIn(placed, blame.from, blame.to);
      if (at) found.push({ ...blame, at, key: `${blame.rule} ${at.from}` });
    }
    return false;
  });
  return found;
}

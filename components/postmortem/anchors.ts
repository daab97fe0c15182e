import type { Editor } from "@tiptap/react";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { fromBase64, toBase64 } from "./base64.ts";

type Anchor = { from: string; to: string };
type Binding = { mapping: Parameters<typeof absolutePositionToRelativePosition>[2] };

function bindingOf(editor: Editor): Binding | null {
  return (ySyncPluginKey.getState(editor.state) as { binding?: Binding } | undefined)?.binding ?? null;
}

/** The selected words as positions that move with the text; null when nothing is selected. */
export function anchorOf(editor: Editor, doc: Y.Doc): (Anchor & { quote: string }) | null {
  const { from, to } = editor.state.selection;
  const binding = bindingOf(editor);
  if (from === to || !binding) return null;
  const at = (position: number) =>
    toBase64(Y.encodeRelativePosition(absolutePositionToRelativePosition(position, doc.getXmlFragment("default"), binding.mapping)));
  return { from: at(from), to: at(to), quote: editor.state.doc.textBetween(from, to, " ").slice(0, 500) };
}

/** Where these words stand now; null when they are gone. */
export function rangeOf(editor: Editor, doc: Y.Doc, anchor: Anchor | null): { from: number; to: number } | null {
  const binding = bindingOf(editor);
  if (!anchor || !binding) return null;
  const at = (text: string) =>
    relativePositionToAbsolutePosition(doc, doc.getXmlFragment("default"), Y.decodeRelativePosition(fromBase64(text)), binding.mapping);
  const [from, to] = [at(anchor.from), at(anchor.to)];
  return from !== null && to !== null && from < to ? { from, to } : null;
}

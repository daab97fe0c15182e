"use client";

import { Extension } from "@tiptap/core";
import Collaboration from "@tiptap/extension-collaboration";
import { TableKit } from "@tiptap/extension-table";
import { Plugin } from "@tiptap/pm/state";
import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useEffect } from "react";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
import { BlameMarks } from "./blame-plugin.ts";
import { ClaimMarks } from "./claims-plugin.ts";
import { Cursors } from "./cursors.ts";
import { ActionItemsNode, EvidenceNode } from "./embeds.tsx";
import type { GroundStore } from "./ground.ts";
import { ImageNode } from "./image-node.tsx";
import { MentionNode } from "./mention-node.ts";
import { CiteNode, FigureNode, Provenance } from "./nodes.ts";
import { Pictures, type PicturesAtHand } from "./pictures.ts";
import { TypingBesideAtoms } from "./typing-beside-atoms.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** What is pasted at once; more is kept for whoever pasted it and stays out of the document. */
export const MOST_PASTED = 500_000;

type EditorProps = {
  reference: string;
  doc: Y.Doc;
  awareness: Awareness;
  ground: GroundStore;
  canWrite: boolean;
  onReady: (editor: Editor | null) => void;
  onTooLarge: (text: string) => void;
  pictures: PicturesAtHand;
};

/** The text of a postmortem. Several people write in it at once. */
export function PostmortemEditor({ reference, doc, awareness, ground, canWrite, onReady, onTooLarge, pictures }: EditorProps) {
  const suggestions = useSuggestions(reference, ground, pictures.choose);
  const editor = useEditor({
    immediatelyRender: false,
    injectCSS: false,
    editable: canWrite,
    extensions: [
      StarterKit.configure({
        undoRedo: false,
        heading: { levels: [2, 3, 4] },
        link: { openOnClick: false },
        code: { HTMLAttributes: { class: "pm-code" } },
      }),
      TableKit.configure({ table: { resizable: false } }),
      Collaboration.configure({ document: doc }),
      Cursors.configure({ awareness }),
      FigureNode.configure({ ground }),
      CiteNode.configure({ ground }),
      EvidenceNode.configure({ ground }),
      ActionItemsNode.configure({ ground }),
      Provenance,
      TypingBesideAtoms,
      ClaimMarks,
      BlameMarks,
      MentionNode,
      ImageNode,
      ...suggestions,
      Pictures.configure({ put: pictures.put }),
      pasteGuard(onTooLarge),
    ],
    editorProps: { attributes: { class: "prose-postmortem", "aria-label": "Text of the postmortem", role: "textbox", "aria-multiline": "true" } },
  });
  useEffect(() => {
    onReady(editor);
    return () => onReady(null);
  }, [editor, onReady]);
  useEffect(() => {
    editor?.setEditable(canWrite);
  }, [editor, canWrite]);
  return <EditorContent editor={editor} />;
}

function pasteGuard(onTooLarge: (text: string) => void) {
  return Extension.create({
    name: "pasteGuard",
    priority: 1_000,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handlePaste: (_, event) => {
            const text = event.clipboardData?.getData("text/plain") ?? "";
            const size = Math.max(text.length, event.clipboardData?.getData("text/html").length ?? 0);
            if (size <= MOST_PASTED) return false;
            event.preventDefault();
            onTooLarge(text);
            return true;
          },
        },
      }),
    ],
  });
}

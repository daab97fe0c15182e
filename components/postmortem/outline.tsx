"use client";

import type { Editor } from "@tiptap/react";
import { type DocNode, plainText } from "#lib/postmortem/node.ts";

/** The headings of the document; pressing one goes there. */
export function Outline({ blocks, editor }: { blocks: DocNode[]; editor: Editor | null }) {
  const heads = blocks.flatMap((block, index) =>
    block.type === "heading" && Number(block.attrs?.level) === 2 ? [{ index, text: plainText(block) }] : [],
  );
  return (
    <nav aria-label="Sections" className="hidden py-4 xl:block">
      <ul className="sticky top-[150px] grid gap-0.5 text-13">
        {heads.map(({ index, text }) => (
          <li key={`${index} ${text}`}>
            <button
              type="button"
              onClick={() => reveal(editor, index)}
              className="w-full rounded-md px-2 py-1 text-left text-ink-soft hover:bg-surface-hover hover:text-ink"
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function reveal(editor: Editor | null, index: number): void {
  const element = editor?.view.dom.children[index];
  element?.scrollIntoView({ block: "start" });
}

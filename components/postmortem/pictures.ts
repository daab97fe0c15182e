import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { ReactNode } from "react";
import { INLINE_TYPES } from "#lib/contracts/attachment-limits.ts";

/** `put`: uploads files and shows them at a position; `choose`: asks for files first. */
export type PicturesAtHand = { put: (files: File[], at: number | null) => void; choose: () => void; uploading: number; input: ReactNode };

/** Takes in pictures that are pasted or dropped. */
export const Pictures = Extension.create<Pick<PicturesAtHand, "put">>({
  name: "pictures",
  priority: 1_100,
  addOptions: () => ({ put: () => undefined }),
  addProseMirrorPlugins() {
    const { put } = this.options;
    return [
      new Plugin({
        props: {
          handlePaste: (_, event) => {
            const files = picturesIn(event.clipboardData);
            if (files.length === 0 || event.clipboardData?.getData("text/plain")) return false;
            put(files, null);
            return true;
          },
          handleDrop: (view, event, _, isMoved) => {
            const files = isMoved ? [] : picturesIn(event.dataTransfer);
            if (files.length === 0) return false;
            event.preventDefault();
            put(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null);
            return true;
          },
        },
      }),
    ];
  },
});

function picturesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => INLINE_TYPES.includes(type));
}

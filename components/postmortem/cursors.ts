import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";

type Someone = { name: string; ground: string };

/** Where others are, with their names. */
export const Cursors = Extension.create<{ awareness: Awareness }>({
  name: "cursors",
  addProseMirrorPlugins() {
    return [
      yCursorPlugin(this.options.awareness, {
        cursorBuilder: (user: Someone) => caretOf(user),
        selectionBuilder: (user: Someone) => ({ class: `pm-selection ${user.ground}`, nodeName: "span" }),
      }),
    ];
  },
});

function caretOf({ name, ground }: Someone): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `pm-caret ${ground}`;
  const label = document.createElement("span");
  label.className = `pm-caret-name ${ground}`;
  label.textContent = name;
  caret.append(label);
  return caret;
}

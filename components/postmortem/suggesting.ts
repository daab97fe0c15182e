import { type Editor, Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { ReactRenderer } from "@tiptap/react";
import Suggestion, { type SuggestionProps } from "@tiptap/suggestion";
import { type Suggested, type SuggestionKeys, SuggestionList } from "./suggestion-list.tsx";

type Suggesting = { name: string; char: string; label: string; items: (query: string, editor: Editor) => Promise<Suggested[]> };

/** A list that opens where a sign is typed, at the beginning of a word. Not in code, where signs are signs. */
export function suggesting({ name, char, label, items }: Suggesting): Extension {
  return Extension.create({
    name,
    addProseMirrorPlugins() {
      return [
        Suggestion<Suggested, Suggested>({
          editor: this.editor,
          pluginKey: new PluginKey(name),
          char,
          container: "main",
          allowedPrefixes: [" ", "\u00a0"],
          allow: ({ state }) => state.selection.$from.parent.type.name !== "codeBlock",
          items: ({ query, editor }) => items(query, editor),
          command: ({ editor, range, props }) => props.put(editor, range),
          render: () => shown(label),
        }),
      ];
    },
  });
}

function shown(label: string) {
  let list: ReactRenderer<SuggestionKeys> | null = null;
  let unmount = (): void => undefined;
  const props = ({ editor, items, command }: SuggestionProps<Suggested, Suggested>) => ({ editor, items, command, label });
  return {
    onStart(given: SuggestionProps<Suggested, Suggested>): void {
      list = new ReactRenderer(SuggestionList, { editor: given.editor, props: props(given) });
      list.element.classList.add("z-float");
      unmount = given.mount(list.element);
    },
    onUpdate(given: SuggestionProps<Suggested, Suggested>): void {
      list?.updateProps(props(given));
    },
    onKeyDown: ({ event }: { event: KeyboardEvent }): boolean => list?.ref?.onKeyDown(event) ?? false,
    onExit(): void {
      unmount();
      list?.destroy();
      list = null;
    },
  };
}

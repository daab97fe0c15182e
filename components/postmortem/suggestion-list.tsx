"use client";

import type { Editor } from "@tiptap/core";
import { type Ref, useEffect, useId, useImperativeHandle, useState } from "react";

/** Something that can be put where one writes. */
export type Suggested = { key: string; label: string; hint: string; put: (editor: Editor, range: { from: number; to: number }) => void };
export type SuggestionKeys = { onKeyDown: (event: KeyboardEvent) => boolean };
type SuggestionListProps = { editor: Editor; label: string; items: Suggested[]; command: (item: Suggested) => void; ref?: Ref<SuggestionKeys> };

/** What fits what is being typed. The keys stay in the text: up, down, enter, tab. */
export function SuggestionList({ editor, label, items, command, ref }: SuggestionListProps) {
  const id = useId();
  const [chosen, setChosen] = useState({ items, index: 0 });
  const active = chosen.items === items ? chosen.index : 0;
  const text = editor.view.dom;
  useEffect(() => {
    if (items.length === 0) return;
    text.setAttribute("aria-controls", id);
    text.setAttribute("aria-activedescendant", `${id}-${active}`);
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
    return () => {
      text.removeAttribute("aria-controls");
      text.removeAttribute("aria-activedescendant");
    };
  }, [text, id, active, items.length]);
  useImperativeHandle(ref, () => ({
    onKeyDown(event) {
      const item = items[active];
      if (!item) return false;
      if (event.key === "ArrowDown") setChosen({ items, index: (active + 1) % items.length });
      else if (event.key === "ArrowUp") setChosen({ items, index: (active + items.length - 1) % items.length });
      else if (event.key === "Enter" || event.key === "Tab") command(item);
      else return false;
      return true;
    },
  }));
  if (items.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="max-h-72 w-72 max-w-[calc(100vw-24px)] overflow-y-auto rounded-lg border border-line bg-surface-raised p-1 text-13 shadow-float"
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which says by aria-activedescendant where one is.
        <div
          key={item.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => command(item)}
          className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 aria-selected:bg-surface-hover pointer-coarse:min-h-11"
        >
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.hint ? <span className="max-w-28 truncate text-12 text-ink-faint">{item.hint}</span> : null}
        </div>
      ))}
    </div>
  );
}

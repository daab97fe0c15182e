"use client";

import { useEffect, useRef } from "react";
import { createMatcher, pressOf, type Shortcut } from "./shortcuts.ts";

const shortcuts = new Set<Shortcut>();
const listeners = new Set<() => void>();
let list: Shortcut[] = [];

const matcher = createMatcher(() => list.map(({ keys }) => keys));

function changed(): void {
  list = [...shortcuts];
  for (const listener of listeners) listener();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const press = pressOf(event);
  if (isTyping(event.target) && !press.startsWith("mod+")) return;
  if (document.querySelector("[role=dialog]") && !press.startsWith("mod+")) return;
  const keys = matcher.press(press, event.timeStamp);
  const shortcut = keys ? list.findLast((one) => one.keys === keys) : undefined;
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** A key or a sequence of keys such as `g i` that works anywhere but in fields, and shows itself in the keyboard sheet. */
export function useShortcut(keys: string, run: () => void, { label, group }: { label: string; group: string }): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, group, run: () => latest.current() };
    if (shortcuts.size === 0) window.addEventListener("keydown", onKeyDown);
    shortcuts.add(shortcut);
    changed();
    return () => {
      shortcuts.delete(shortcut);
      if (shortcuts.size === 0) window.removeEventListener("keydown", onKeyDown);
      changed();
    };
  }, [keys, label, group]);
}

/** Every shortcut that works now. */
export const shortcutStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Shortcut[] => list,
};

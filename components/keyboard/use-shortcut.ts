"use client";

import { useEffect, useRef } from "react";
import { isAppleKeyboard } from "./platform.ts";
import { createMatcher, pressOf, type Shortcut } from "./shortcuts.ts";

const shortcuts = new Set<Shortcut>();
const listeners = new Set<() => void>();
let list: Shortcut[] = [];

const matcher = createMatcher(() => list.map(({ keys }) => keys));

/** While one of these is open the keys are its own. */
const LAYERS = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox]";
const PLAIN_INPUTS = /^(checkbox|button|submit|reset|file)$/;

function changed(): void {
  list = [...shortcuts];
  for (const listener of listeners) listener();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const press = pressOf(event, isAppleKeyboard());
  if (press === null || (event.repeat && press.startsWith("mod+"))) return;
  if (!press.startsWith("mod+") && (isTyping(event.target) || document.querySelector(LAYERS))) return;
  const keys = matcher.press(press, event.timeStamp);
  const shortcut = keys ? list.findLast((one) => one.keys === keys) : undefined;
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !PLAIN_INPUTS.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
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

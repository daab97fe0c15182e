"use client";

import { useEffect, useRef } from "react";

const WAIT_MS = 300;

type Held = { text: string; isLeft: boolean };

/** What is typed while a part of the page is still on its way goes into the field that takes the focus there, and nowhere else. */
export function useHeldKeys(isReady: boolean): void {
  const held = useRef<Held>({ text: "", isLeft: false });
  const isOver = useRef(isReady);
  useEffect(() => {
    if (isOver.current) return;
    const hold = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.current = heldAfter(held.current, event.key);
    };
    window.addEventListener("keydown", hold, { capture: true });
    const release = () => window.removeEventListener("keydown", hold, { capture: true });
    if (!isReady) return release;
    const since = performance.now();
    let frame = 0;
    const look = () => {
      const field = fieldInFocus();
      if (!field && performance.now() - since < WAIT_MS) {
        frame = requestAnimationFrame(look);
        return;
      }
      isOver.current = true;
      release();
      if (field) type(field, held.current);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      release();
    };
  }, [isReady]);
}

function heldAfter({ text, isLeft }: Held, key: string): Held {
  if (key === "Escape") return { text, isLeft: true };
  if (key === "Backspace") return { text: text.slice(0, -1), isLeft };
  return { text: key.length === 1 ? text + key : text, isLeft };
}

function fieldInFocus(): HTMLInputElement | HTMLTextAreaElement | null {
  const field = document.activeElement;
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
}

function type(field: HTMLInputElement | HTMLTextAreaElement, { text, isLeft }: Held): void {
  const { selectionStart, selectionEnd } = field;
  if (text !== "" && selectionStart !== null) {
    field.setRangeText(text, selectionStart, selectionEnd ?? selectionStart, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (isLeft) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
}

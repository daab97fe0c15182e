"use client";

import { useEffect, useRef } from "react";

const WAIT_MS = 300;

type Held = { text: string; end: "Enter" | "Escape" | null };

const NOTHING: Held = { text: "", end: null };

/**
 * What is typed while a part of the page is still on its way goes into the field that takes the focus there, and nowhere else. Where the
 * part takes the focus without a field, keys are its own from then on, and a way out that was pressed too early is taken.
 */
export function useHeldKeys(isReady: boolean): void {
  const held = useRef(NOTHING);
  const before = useRef<Element | null>(null);
  const isOver = useRef(isReady);
  useEffect(() => {
    if (isOver.current) return;
    before.current ??= document.activeElement;
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
      const target = document.activeElement;
      const isTaken = target !== before.current;
      if (!isTaken && performance.now() - since < WAIT_MS) {
        frame = requestAnimationFrame(look);
        return;
      }
      isOver.current = true;
      release();
      if (isTaken && target) give(target, held.current);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      release();
    };
  }, [isReady]);
}

function heldAfter({ text, end }: Held, key: string): Held {
  if (key === "Escape" || (key === "Enter" && text !== "")) return { text, end: key };
  if (key === "Backspace") return { text: text.slice(0, -1), end };
  return { text: key.length === 1 && end === null ? text + key : text, end };
}

function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function give(target: Element, { text, end }: Held): void {
  if (isField(target) && text !== "" && target.selectionStart !== null) {
    target.setRangeText(text, target.selectionStart, target.selectionEnd ?? target.selectionStart, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (end === "Escape" || (end === "Enter" && isField(target)))
    target.dispatchEvent(new KeyboardEvent("keydown", { key: end, bubbles: true, cancelable: true }));
}

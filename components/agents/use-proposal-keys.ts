"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";

const GROUP = "Proposal";
const NEARER = "[role=alertdialog],[role=menu],[role=listbox]";

/** `a` and `x` for one proposal: on a page as every shortcut, and within the panel, which has the keys while it is open. */
export function useProposalKeys(card: RefObject<HTMLElement | null>, accept: () => void, reject: () => void): void {
  useShortcut("a", accept, { label: "Accept the proposal", group: GROUP });
  useShortcut("x", reject, { label: "Reject the proposal", group: GROUP });
  const latest = useRef({ accept, reject });
  useEffect(() => {
    latest.current = { accept, reject };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
      if (!isPlain || isField(event.target) || !card.current?.closest("[role=dialog]") || document.querySelector(NEARER)) return;
      if (event.key === "a") latest.current.accept();
      if (event.key === "x") latest.current.reject();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [card]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

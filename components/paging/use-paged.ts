"use client";

import { useCallback, useEffect } from "react";
import type { MyPage } from "#lib/contracts/escalation/my-pages.ts";
import { soundStore, useSound } from "./sound.ts";

const RING_EVERY_MS = 20_000;
const MARK = /^\(\d+\) Paged · /;

/** Rings while something waits for one's answer, where that is wanted. */
export function useRinging(pages: readonly MyPage[]): void {
  const { isOn } = useSound();
  const isPaged = pages.length > 0;
  useEffect(() => {
    if (!isOn || !isPaged) return;
    void soundStore.ring();
    const timer = setInterval(() => void soundStore.ring(), RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, isPaged]);
}

/** Tells the page how much of its top this takes, so that its own head stays in sight below. */
export function useHeadRoom(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (!element) return;
    const root = document.documentElement;
    const measuring = new ResizeObserver(() => root.style.setProperty("--paged", `${element.offsetHeight}px`));
    measuring.observe(element);
    return () => {
      measuring.disconnect();
      root.style.removeProperty("--paged");
    };
  }, []);
}

/** Marks the title of the tab, also when a page sets another one. */
export function useMarkedTitle(count: number): void {
  useEffect(() => {
    const mark = () => {
      const plain = document.title.replace(MARK, "");
      const wanted = count > 0 ? `(${count}) Paged · ${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    if (count === 0) return;
    const watching = new MutationObserver(mark);
    watching.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => watching.disconnect();
  }, [count]);
}

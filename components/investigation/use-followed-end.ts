"use client";

import { type RefObject, useEffect, useRef } from "react";

const NEAR_PX = 80;

/** A scrolling part that grows: whoever reads at its end stays there, whoever reads further up stays where they are. Begins at the end while it grows. */
export function useFollowedEnd(isGrowing: boolean): { pane: RefObject<HTMLElement | null>; content: RefObject<HTMLDivElement | null> } {
  const pane = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(isGrowing);
  useEffect(() => {
    if (isGrowing) isAtEnd.current = true;
  }, [isGrowing]);
  useEffect(() => {
    const [outer, inner] = [pane.current, content.current];
    if (!outer || !inner) return;
    const onScroll = () => {
      isAtEnd.current = outer.scrollTop + outer.clientHeight >= outer.scrollHeight - NEAR_PX;
    };
    const growth = new ResizeObserver(() => isAtEnd.current && outer.scrollTo({ top: outer.scrollHeight }));
    outer.addEventListener("scroll", onScroll, { passive: true });
    growth.observe(inner);
    return () => {
      outer.removeEventListener("scroll", onScroll);
      growth.disconnect();
    };
  }, []);
  return { pane, content };
}

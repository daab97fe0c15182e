"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS } from "#lib/contracts/timeline-terms.ts";
import { linkedEntry } from "./use-linked-entry.ts";

const NEAR_PX = 160;

/**
 * Whoever reads at the end stays at the end; whoever reads further up stays where they are and sees how many entries they missed.
 * One's own entry always brings the end into view.
 */
export function useStickyEnd(
  entries: TimelineEntry[],
  meId: string,
): { endRef: RefObject<HTMLDivElement | null>; missed: number; showEnd: () => void } {
  const endRef = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const hasStarted = useRef(false);
  const seen = useRef(highest(entries));
  const [missed, setMissed] = useState(0);

  const showEnd = useCallback(() => {
    window.scrollTo({ top: document.documentElement.scrollHeight });
    isAtEnd.current = true;
    setMissed(0);
  }, []);

  useEffect(() => {
    const onScroll = () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      isAtEnd.current = window.scrollY + clientHeight >= scrollHeight - NEAR_PX;
      if (isAtEnd.current) setMissed(0);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, []);

  useEffect(() => {
    // Rows are laid out in full only when they come near, and pictures arrive late: the end moves without a scroll.
    const growth = new ResizeObserver(() => isAtEnd.current && window.scrollTo({ top: document.documentElement.scrollHeight }));
    growth.observe(document.body);
    return () => growth.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (!hasStarted.current) {
      hasStarted.current = true;
      if (linkedEntry(location) === null) showEnd();
      else isAtEnd.current = false;
      return;
    }
    const arrived = entries.filter(({ seq, fact }) => seq > seen.current && !(ANNOTATION_KINDS as readonly FactKind[]).includes(fact.kind));
    seen.current = Math.max(seen.current, highest(entries));
    if (arrived.length === 0) return;
    if (isAtEnd.current || arrived.some(({ actor }) => actor.id === meId)) showEnd();
    else setMissed((count) => count + arrived.length);
  }, [entries, meId, showEnd]);

  return { endRef, missed, showEnd };
}

function highest(entries: TimelineEntry[]): number {
  return entries.reduce((most, { seq }) => Math.max(most, seq), 0);
}

"use client";

import { useEffect, useState } from "react";
import type { RoomView } from "#lib/contracts/room-view.ts";

/** The seq that the address names, as `?entry=12` or `#entry-12`; null without. */
export function linkedEntry({ search, hash }: { search: string; hash: string }): number | null {
  const seq = Number(/^#entry-(\d+)$/.exec(hash)?.[1] ?? new URLSearchParams(search).get("entry"));
  return Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

/** Brings the entry that the address names into view, through as many earlier pages as it takes. Its seq while it is marked. */
export function useLinkedEntry(view: RoomView, loadOlder: () => Promise<void>): number | null {
  const [linked, setLinked] = useState<number | null>(null);
  const isLoaded = view.entries.some(({ seq }) => seq === linked);
  const { nextCursor } = view;

  useEffect(() => {
    const follow = () => setLinked(linkedEntry(location));
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    if (linked === null) return;
    if (isLoaded) document.getElementById(`entry-${linked}`)?.scrollIntoView({ block: "center" });
    else if (nextCursor) void loadOlder().catch(() => undefined);
  }, [linked, isLoaded, nextCursor, loadOlder]);

  return linked;
}

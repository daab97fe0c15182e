"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    now = Date.now();
    for (const hear of listeners) hear();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time in milliseconds, ticking once a second for all clocks of the page together; null while the page is as the server sent it. */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(
    subscribe,
    () => now,
    () => null,
  );
}

const silent = () => () => undefined;

/** False in what the server sent and in the first render over it, then true. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    silent,
    () => true,
    () => false,
  );
}

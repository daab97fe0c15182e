"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let skew = 0;
let now = Date.now();

/** Less than this is the way of the page from server to screen, not a wrong clock. */
const WRONG_BY_MS = 30_000;

/** Counts by the server's clock where this machine's own is wrong. `serverNow` in milliseconds, as read when the page was made. */
export function trustServerClock(serverNow: number): void {
  const difference = serverNow - Date.now();
  skew = Math.abs(difference) > WRONG_BY_MS ? difference : 0;
  tick();
}

function tick(): void {
  now = Date.now() + skew;
  for (const hear of listeners) hear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!ticking) {
    now = Date.now() + skew;
    ticking = setInterval(tick, 1_000);
  }
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

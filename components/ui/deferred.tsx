"use client";

import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import { useHeldKeys } from "./use-held-keys.ts";

const AFTER_MS = 4_000;
const AGAIN_MS = 2_000;

const waiting = new Set<() => void>();
let isTime = false;

/**
 * A part of a page that is not needed to use the page: its code comes some seconds later, when the browser has nothing to do, or as
 * soon as it is shown. Loading is tried again until it succeeds, so that nothing is missing after a cut. Until then it shows nothing.
 * `isAside`: it stands on the page from the beginning and nobody asked for it, so it waits for its turn and takes no keys meanwhile; `isAtOnce`: it does
 * not wait for its turn.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { isAside = false, isAtOnce = false }: { isAside?: boolean; isAtOnce?: boolean } = {},
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | null = null;
  let isLoading = false;
  const listeners = new Set<() => void>();
  const begin = () => {
    if (Loaded || isLoading) return;
    isLoading = true;
    load().then(
      (component) => {
        Loaded = component;
        for (const tell of listeners) tell();
      },
      () => {
        isLoading = false;
        setTimeout(begin, AGAIN_MS);
      },
    );
  };
  const subscribe = (tell: () => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  if (isTime) whenIdle(begin);
  else waiting.add(begin);
  return function Deferred(props: Props) {
    const Component = useSyncExternalStore(
      subscribe,
      () => Loaded,
      () => null,
    );
    useEffect(isAside && !isAtOnce ? () => undefined : begin, []);
    useHeldKeys(isAside || Component !== null);
    return Component ? <Component {...props} /> : null;
  };
}

/** Stands once in the console; says when the page has come to rest. */
export function LoadDeferred() {
  useEffect(() => {
    const timer = setTimeout(() => {
      isTime = true;
      for (const begin of waiting) whenIdle(begin);
      waiting.clear();
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return null;
}

function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run);
  else setTimeout(run, 200);
}

"use client";

type Asking = { go: () => void } | null;

let asking: Asking = null;
const listeners = new Set<() => void>();

function set(next: Asking): void {
  asking = next;
  for (const listener of listeners) listener();
}

/** The change that waits until its sender has proved again who they are. */
export const proofStore = {
  ask: (go: () => void): void => set({ go }),
  forget: (): void => set(null),
  read: (): Asking => asking,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect } from "react";

export type Command = { id: string; title: string; section: string; keywords?: string; kbd?: string; icon?: LucideIcon; run: () => void };

const groups = new Map<symbol, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = [];

function changed(): void {
  all = [...groups.values()].flat();
  for (const listener of listeners) listener();
}

/** Offers commands in the command bar while the calling part of the page is shown. Pass a stable list. */
export function useCommands(commands: Command[]): void {
  useEffect(() => {
    const key = Symbol();
    groups.set(key, commands);
    changed();
    return () => {
      groups.delete(key);
      changed();
    };
  }, [commands]);
}

export const commandStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Command[] => all,
};

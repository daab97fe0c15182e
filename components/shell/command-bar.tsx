"use client";

import { useState } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { deferred } from "#components/ui/deferred.tsx";
import type { Place } from "./command-panel.tsx";

const CommandPanel = deferred(() => import("./command-panel.tsx").then((module) => module.CommandPanel));

/** ⌘K: go anywhere, do anything that this page offers, find an incident by its words. */
export function CommandBar({ places }: { places: Place[] }) {
  const [isOpen, setOpen] = useState(false);
  useShortcut("mod+k", () => setOpen((open) => !open), { label: "Command bar", group: "Anywhere" });
  return isOpen ? <CommandPanel places={places} onClose={() => setOpen(false)} /> : null;
}

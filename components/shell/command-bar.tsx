"use client";

import { useSyncExternalStore } from "react";
import { askStore } from "#components/agents/ask-store.ts";
import { useKeysOfAsking } from "#components/agents/use-asking.ts";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { deferred } from "#components/ui/deferred.tsx";
import type { Place } from "./command-panel.tsx";

const CommandPanel = deferred(() => import("./command-panel.tsx").then((module) => module.CommandPanel));
const AskPanel = deferred(() => import("#components/agents/ask-panel.tsx").then((module) => module.AskPanel));

/** ⌘K: go anywhere, do anything that this page offers, find an incident by its words, ask an agent; `/` asks at once. */
export function CommandBar({ places }: { places: Place[] }) {
  const { bar } = useSyncExternalStore(askStore.subscribe, askStore.read, askStore.readOnServer);
  useShortcut("mod+k", () => (bar ? askStore.closeBar() : askStore.openBar("all")), { label: "Command bar", group: "Anywhere" });
  useKeysOfAsking();
  if (!bar) return null;
  return bar.mode === "ask" ? <AskPanel text={bar.text} /> : <CommandPanel places={places} onClose={askStore.closeBar} />;
}

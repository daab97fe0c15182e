"use client";

import { useSyncExternalStore } from "react";
import { deferred } from "#components/ui/deferred.tsx";
import { askStore } from "./ask-store.ts";

const RunPanel = deferred(() => import("./run-panel.tsx").then((module) => module.RunPanel));

/** The side panel with a run, over whichever page is open. */
export function AgentPanel() {
  const { panel } = useSyncExternalStore(askStore.subscribe, askStore.read, askStore.readOnServer);
  return panel ? <RunPanel panel={panel} /> : null;
}

"use client";

import { usePathname } from "next/navigation";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { askStore, incidentAt } from "./ask-store.ts";

/** Whether this person may ask agents, and how; what is asked in a room is about its incident. */
export function useAsking(): { mayAsk: boolean; incident: string | null; ask: (agent: string, prompt: string) => void } {
  const { me } = useConsole();
  const incident = incidentAt(usePathname());
  return {
    mayAsk: roleHolds(me.role, "agent.run"),
    incident,
    ask: (agent, prompt) => askStore.ask({ agent, prompt: prompt.trim(), incident }),
  };
}

export function useKeysOfAsking(): void {
  const { mayAsk } = useAsking();
  useShortcut("/", () => mayAsk && askStore.openBar("ask"), { label: "Ask an agent", group: "Anywhere" });
}

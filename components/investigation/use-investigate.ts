"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "#components/forms/use-command.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ANALYST } from "./places.ts";

export const [BEGIN, AGAIN, CHALLENGE] = ["Investigate this incident", "Investigate again", "Are you sure?"] as const;

/** Asks the analyst about an incident; `onStarted` gets the run. */
export function useInvestigate(reference: string, onStarted: (run: string) => void): { ask: (prompt: string) => void; isPending: boolean } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const start = useCommand(trpc.agents.start.mutationOptions(), ({ id }) => {
    void client.invalidateQueries({ queryKey: trpc.agents.list.pathKey() });
    onStarted(id);
  });
  return { ask: (prompt) => start.mutate({ agent: ANALYST, prompt, incident: reference }), isPending: start.isPending };
}

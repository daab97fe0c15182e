"use client";

import { Bot } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { AgentCard } from "#lib/contracts/agent.ts";
import { askStore } from "./ask-store.ts";
import { useAsking } from "./use-asking.ts";

/** What agents are for, with requests to begin with. */
export function NoRuns({ agents, isMine }: { agents: AgentCard[]; isMine: boolean }) {
  const { mayAsk } = useAsking();
  const examples = agents.flatMap((agent) => agent.examples.anywhere);
  return (
    <EmptyState
      title={isMine ? "You have not asked an agent yet" : "Nobody has asked an agent yet"}
      icon={<Bot size={18} aria-hidden />}
      action={
        mayAsk ? (
          <ul className="grid max-w-full justify-items-center gap-2">
            {examples.map((example) => (
              <li key={example} className="max-w-full">
                <Button onClick={() => askStore.openBar("ask", example)}>
                  <span className="block max-w-[80vw] truncate sm:max-w-lg">{example}</span>
                </Button>
              </li>
            ))}
          </ul>
        ) : null
      }
    >
      An agent reads what you may read, says what it found, and proposes what it would change. Nothing changes until a person accepts it. Press{" "}
      <b>/</b> anywhere and ask, for example:
    </EmptyState>
  );
}

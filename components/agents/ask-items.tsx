"use client";

import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { Bot, CornerDownLeft } from "lucide-react";
import { ITEM } from "#components/shell/command-frame.tsx";
import type { AgentCard } from "#lib/contracts/agent.ts";
import { byFitness } from "#lib/fit-agents.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useAsking } from "./use-asking.ts";

const NONE: AgentCard[] = [];

/** The agents that can be asked; none while nothing can be. */
export function useAgents(isWanted = true): AgentCard[] {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.agents.catalogue.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  return isWanted ? (data ?? NONE) : NONE;
}

export function askValue({ name }: Pick<AgentCard, "name">): string {
  return `ask ${name}`;
}

/** Asking what was typed, one item for each agent. */
export function AskItems({ agents, text }: { agents: AgentCard[]; text: string }) {
  const { ask, incident } = useAsking();
  if (agents.length === 0) return null;
  return (
    <Cmdk.Group heading={incident ? `Ask about ${incident}` : "Ask"}>
      {byFitness(agents, text).map((agent) => (
        <Cmdk.Item key={agent.name} value={askValue(agent)} onSelect={() => ask(agent.name, text)} className={ITEM}>
          <Bot size={14} aria-hidden className="shrink-0 text-ink-faint" />
          <span className="min-w-0 flex-1 truncate">
            <span className="text-ink-soft">Ask the {agent.name}:</span> <bdi>{text.trim()}</bdi>
          </span>
          <CornerDownLeft size={13} aria-hidden className="shrink-0 text-ink-faint" />
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}

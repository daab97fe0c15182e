"use client";

import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { Bot, Sparkle } from "lucide-react";
import { useEffect, useState } from "react";
import { useDraft } from "#components/live/drafts.ts";
import { CommandFrame, ITEM } from "#components/shell/command-frame.tsx";
import type { AgentCard } from "#lib/contracts/agent.ts";
import { byFitness } from "#lib/fit-agents.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AskItems, askValue, useAgents } from "./ask-items.tsx";
import { ASK_DRAFT, askStore } from "./ask-store.ts";
import { RunStateChip } from "./run-state.tsx";
import { useAsking } from "./use-asking.ts";

const LAST_RUNS = 5;

/** What `/` opens: a line to ask in. Before anything is typed it shows what can be asked, and one's last runs. */
export function AskPanel({ text: given }: { text: string }) {
  const { text, setText } = useDraft(ASK_DRAFT);
  const { incident, ask } = useAsking();
  const agents = useAgents();
  const [isSentEarly, setSentEarly] = useState(false);
  useEffect(() => {
    if (given !== "") setText(given);
  }, [given, setText]);
  const [picked, setPicked] = useState<string | null>(null);
  const fitting = byFitness(agents, text);
  const [first] = fitting;
  useEffect(() => {
    if (isSentEarly && first) ask(first.name, text);
  }, [isSentEarly, first, ask, text]);
  const examples = examplesOf(agents, incident !== null);
  const values = text.trim() === "" ? [] : fitting.map(askValue);
  return (
    <CommandFrame
      label="Ask an agent"
      search={text}
      placeholder={examples[0] ? `Ask, for example: ${examples[0]}` : "Ask an agent…"}
      mark={<Bot size={16} aria-hidden className="shrink-0 text-accent" />}
      value={picked !== null && values.includes(picked) ? picked : values[0]}
      onValue={setPicked}
      onSearch={setText}
      onKeyDown={(event) => {
        if (event.key === "Backspace" && text === "") askStore.openBar("all");
        // The agents are still on their way: what was meant is done when they are there.
        if (event.key === "Enter" && !first && text.trim() !== "") setSentEarly(true);
      }}
      onClose={askStore.closeBar}
    >
      {text.trim() === "" ? (
        <>
          <Cmdk.Group heading="For example">
            {examples.map((example) => (
              <Cmdk.Item key={example} value={`example ${example}`} onSelect={() => setText(example)} className={ITEM}>
                <Sparkle size={13} aria-hidden className="shrink-0 text-ink-faint" />
                <span className="min-w-0 flex-1 truncate">{example}</span>
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
          <LastRuns />
        </>
      ) : (
        <AskItems agents={agents} text={text} />
      )}
    </CommandFrame>
  );
}

/** In a room, what can be asked about its incident comes first. Pure. */
export function examplesOf(agents: readonly AgentCard[], isInIncident: boolean): string[] {
  return agents.flatMap(({ examples: { anywhere, inIncident } }) => (isInIncident ? inIncident : anywhere));
}

function LastRuns() {
  const trpc = useTRPC();
  const [opened] = useState(() => ({ isMine: true, limit: LAST_RUNS }));
  const { data } = useQuery({ ...trpc.agents.list.queryOptions(opened), staleTime: 0 });
  if (!data || data.items.length === 0) return null;
  const open = (id: string) => {
    askStore.closeBar();
    askStore.openRun(id);
  };
  return (
    <Cmdk.Group heading="Your last runs">
      {data.items.map(({ id, prompt, state }) => (
        <Cmdk.Item key={id} value={`run ${id}`} onSelect={() => open(id)} className={ITEM}>
          <bdi className="min-w-0 flex-1 truncate">{prompt}</bdi>
          <RunStateChip state={state} />
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}

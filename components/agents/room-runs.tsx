"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { useHeard } from "#components/live/use-heard.ts";
import { TimeText } from "#components/ui/time-text.tsx";
import { isOver } from "#lib/contracts/agent.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AskButton } from "./ask-button.tsx";
import { RunLink } from "./run-link.tsx";
import { RUN_STATE_WORDS } from "./run-words.ts";

const SHOWN = 3;
const WHILE_WORKING_MS = 2_000;

/** What agents were asked about this incident, the last ones, and the way to ask. */
export function RoomRuns() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { room, entries } = useRoomView();
  const options = trpc.agents.list.queryOptions({ incident: room.reference, limit: SHOWN + 1 });
  const { data } = useQuery({
    ...options,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => !isOver(state)) ? WHILE_WORKING_MS : false),
  });
  const lastEnd = entries.findLast(({ fact }) => fact.kind === "agent")?.seq;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each end of a run that the timeline tells changes the list.
  useEffect(() => void client.invalidateQueries({ queryKey: options.queryKey }), [lastEnd]);
  useHeard("muster:runs", () => void client.invalidateQueries({ queryKey: options.queryKey }));
  const runs = data?.items ?? [];
  return (
    <RailSection title="Agents" action={<AskButton look="quiet" />}>
      {runs.length === 0 ? <p className="text-12 text-ink-faint">Not asked yet. They read, and propose; people decide.</p> : null}
      <ul className="grid gap-1.5">
        {runs.slice(0, SHOWN).map(({ id, prompt, state, createdAt, openProposals }) => (
          <li key={id} className="min-w-0">
            <p className="truncate">
              <RunLink id={id}>
                <bdi>{prompt}</bdi>
              </RunLink>
            </p>
            <p className="text-12 text-ink-faint">
              {openProposals > 0 ? "Waits for your decision" : RUN_STATE_WORDS[state].label} · <TimeText at={createdAt} format="relative" />
            </p>
          </li>
        ))}
      </ul>
      {runs.length > SHOWN ? (
        <Link href={`/agents?incident=${room.reference}`} className="text-12 text-ink-soft underline underline-offset-2">
          All runs of this incident
        </Link>
      ) : null}
    </RailSection>
  );
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useHeard } from "#components/live/use-heard.ts";
import { isOver, type RunSummary } from "#lib/contracts/agent.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { InvestigationView } from "#lib/trpc/outputs.ts";
import type { FirstInvestigation } from "./investigation-page.tsx";
import { ANALYST } from "./places.ts";

/** The room's stream tells what changes; this is for what it missed while it was away. */
const [WHILE_WORKING_MS, AT_REST_MS] = [3_000, 15_000];
const [MOST_RUNS, MOST_INVESTIGATIONS] = [20, 100];
const TOLD = ["agent", "investigation", "finding"];

/** The analyst's runs of this incident, its newest report, and what was uploaded; each read again when the room's timeline tells of it. */
export function useInvestigations(
  first: FirstInvestigation,
  { room: { reference }, entries }: RoomView,
): { runs: RunSummary[]; report: InvestigationView | null; uploads: string | null } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const runsOf = trpc.agents.list.queryOptions({ incident: reference, agent: ANALYST, limit: MOST_RUNS });
  const runs = useQuery({
    ...runsOf,
    initialData: first.runs,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => !isOver(state)) ? WHILE_WORKING_MS : AT_REST_MS),
  });
  const listOf = trpc.investigations.list.queryOptions({ reference, limit: MOST_INVESTIGATIONS });
  const list = useQuery({ ...listOf, initialData: first.investigations, staleTime: 0, refetchInterval: AT_REST_MS });
  const reported = list.data.items.find(({ state }) => state === "reported");
  const report = useQuery({
    ...trpc.investigations.read.queryOptions({ id: reported?.id ?? "" }),
    enabled: reported !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    ...(first.report && first.report.investigation.id === reported?.id ? { initialData: first.report } : {}),
    placeholderData: (old) => old,
  });
  const last = Math.max(0, ...entries.filter(({ fact }) => TOLD.includes(fact.kind)).map(({ seq }) => seq));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each entry of these kinds changes the lists.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: runsOf.queryKey });
    void client.invalidateQueries({ queryKey: listOf.queryKey });
  }, [last]);
  useHeard("muster:runs", () => {
    void client.invalidateQueries({ queryKey: runsOf.queryKey });
    void client.invalidateQueries({ queryKey: listOf.queryKey });
  });
  return {
    runs: runs.data.items,
    report: report.data ?? null,
    uploads: list.data.items.find(({ run, state }) => run === null && state === "open")?.id ?? null,
  };
}

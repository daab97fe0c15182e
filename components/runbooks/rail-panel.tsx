"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";
import { RailSection } from "#components/incidents/rail-section.tsx";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { RunbookRunSummary } from "#lib/contracts/runbook-run.ts";
import { isEnded } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { runWords } from "./words.ts";

const SHOWN = 3;
const WHILE_RUNNING_MS = 2_000;

/** Runbooks that run for this incident, with what they wait for; else the last one that did. */
export function RunbooksPanel() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { room, entries } = useRoomView();
  const options = trpc.runbooks.runs.queryOptions({ incident: room.reference, limit: 10 });
  const { data } = useQuery({
    ...options,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => !isEnded(state)) ? WHILE_RUNNING_MS : false),
  });
  const last = entries.findLast(({ fact }) => fact.kind === "runbook" || fact.kind === "runbook_step" || fact.kind === "approval")?.seq;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the timeline tells of runbooks changes the list.
  useEffect(() => void client.invalidateQueries({ queryKey: options.queryKey }), [last]);
  const runs = data?.items ?? [];
  const open = runs.filter(({ state }) => !isEnded(state));
  const shown = open.length > 0 ? open.slice(0, SHOWN) : runs.slice(0, 1);
  return (
    <RailSection
      title="Runbooks"
      action={
        <Link href={`/incidents/${room.reference}/runbooks`} className="text-12 text-ink-soft hover:text-ink hover:underline">
          {open.length > SHOWN ? `All ${open.length}` : runs.length > 0 ? "All" : "Find one"}
        </Link>
      }
    >
      {shown.length === 0 ? <p className="text-12 text-ink-faint">None ran here yet.</p> : null}
      <ul className="grid gap-2">
        {shown.map((run) => (
          <RunInRail key={run.id} run={run} />
        ))}
      </ul>
    </RailSection>
  );
}

function RunInRail({ run }: { run: RunbookRunSummary }) {
  const { label, tone } = runWords(run);
  return (
    <li aria-label={run.title} className="grid min-w-0 gap-1">
      <p className="flex min-w-0 items-center gap-2 text-13">
        <Link href={`/runbooks/runs/${run.id}`} className="min-w-0 flex-1 truncate font-medium hover:underline">
          {run.title}
        </Link>
        <Chip tone={tone}>{label}</Chip>
      </p>
      <p className="flex items-center gap-2 text-12 text-ink-faint">
        {run.target ? <span className="min-w-0 truncate font-mono">{run.target}</span> : null}
        <span className="tabular-nums">
          {run.done} of {run.of} steps
        </span>
      </p>
      {isEnded(run.state) ? null : <ProgressBar label={`Steps of ${run.title}`} value={run.of === 0 ? null : run.done / run.of} />}
    </li>
  );
}

"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { RunbookRunState } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RunLine } from "./run-line.tsx";
import { RunbooksFrame } from "./runbooks-frame.tsx";

type Wanted = RunbookRunState | "open" | "all";
const STATES: readonly { value: Wanted; label: string }[] = [
  { value: "all", label: "All runs" },
  { value: "open", label: "Under way" },
  { value: "succeeded", label: "Succeeded" },
  { value: "failed", label: "Failed" },
  { value: "rolled_back", label: "Rolled back" },
  { value: "cancelled", label: "Cancelled" },
];
const READ_AGAIN_MS = 5_000;

/** Everything that ran, newest first, found by words and state. */
export function RunsPage() {
  const trpc = useTRPC();
  const [q, setQ] = useState("");
  const [state, setState] = useState<Wanted>("all");
  const wanted = { limit: 50, ...(q.trim() ? { q } : {}), ...(state === "all" ? {} : { state }) };
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPending } = useInfiniteQuery({
    ...trpc.runbooks.runs.infiniteQueryOptions(wanted, { getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined }),
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
  });
  const runs = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <RunbooksFrame>
      <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_180px]">
        <Input label="Find runs" isLabelHidden type="search" placeholder="Find by runbook, target, person or incident" value={q} onChange={setQ} />
        <Select label="State" isLabelHidden value={state} options={STATES} onChange={setState} />
      </div>
      {runs.length === 0 && !isPending ? (
        <EmptyState title="Nothing ran" icon={<History size={16} />} action={<LinkButton href="/runbooks">Go to the library</LinkButton>}>
          A run keeps its commands, its output, who approved what, and its result. Practise one in a drill: nobody outside of it is told.
        </EmptyState>
      ) : (
        <ul aria-label="Runs" className="divide-y divide-line border-y border-line">
          {runs.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Earlier runs
        </Button>
      ) : null}
    </RunbooksFrame>
  );
}

"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { type AgentCard, isOver, type RunSummary } from "#lib/contracts/agent.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { AGENT_TABS } from "./agent-tabs.ts";
import { AskButton } from "./ask-button.tsx";
import { NoRuns } from "./no-runs.tsx";
import { RunLine } from "./run-line.tsx";
import { type RunsFilter, runsQuery } from "./runs-filter.ts";
import { RunsFilters } from "./runs-filters.tsx";

const PAGE = 30;
/** Runs have no stream for all of them: the list is read again, often while one is under way. */
const WHILE_WORKING_MS = 2_000;
const AT_REST_MS = 10_000;

/** Everything that agents were asked, as far as one may read it, the newest first. */
export function RunsPage({ filter, first, agents }: { filter: RunsFilter; first: Page<RunSummary>; agents: AgentCard[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const list = useInfiniteQuery({
    ...trpc.agents.list.infiniteQueryOptions({ ...filter, limit: PAGE }, { getNextPageParam: (page) => page.nextCursor ?? undefined }),
    initialData: { pages: [first], pageParams: [null] },
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isSomethingUnderWay(data.pages) ? WHILE_WORKING_MS : AT_REST_MS),
  });
  const [shown, setShown] = useOptimistic(filter);
  const items = list.data.pages.flatMap((page) => page.items);
  const change = (next: RunsFilter) =>
    startTransition(() => {
      setShown(next);
      router.replace(`/agents?${runsQuery(next)}`, { scroll: false });
    });
  const isUntold = runsQuery({ ...filter, isMine: false }) === "";
  return (
    <>
      <PageHeader
        title="Agents"
        description={<span className="max-sm:hidden">{agents.map(({ title, description }) => `${title}: ${description}`).join(" ")}</span>}
        actions={<AskButton />}
        tabs={<LinkTabs label="Agents" tabs={AGENT_TABS} />}
      />
      {items.length > 0 || !isUntold ? <RunsFilters filter={shown} agents={agents} onChange={change} isPending={isChanging} /> : null}
      {items.length > 0 ? (
        <ol aria-label="Runs" className="divide-y divide-line border-y border-line">
          {items.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </ol>
      ) : !isUntold ? (
        <EmptyState title="No run fits" action={<Button onClick={() => change({ isMine: false })}>Show all runs</Button>}>
          Runs about private incidents are shown only to those named on them.
        </EmptyState>
      ) : (
        <NoRuns agents={agents} isMine={filter.isMine} />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center py-4">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </>
  );
}

function isSomethingUnderWay(pages: Page<RunSummary>[]): boolean {
  return pages.some(({ items }) => items.some(({ state }) => !isOver(state)));
}

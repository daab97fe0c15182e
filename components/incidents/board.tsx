"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { useShortcut } from "#components/keyboard/use-shortcut.ts";
import { useBoardEvents } from "#components/live/use-board-events.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { BoardFilter, BoardPage, BoardRow } from "#lib/contracts/board.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { BoardFilters } from "./board-filters.tsx";
import { BoardLine } from "./board-line.tsx";
import { boardQuery } from "./board-query.ts";
import { DeclareButton } from "./declare-button.tsx";
import { SavedViews } from "./saved-views.tsx";

/** The incidents, newest first, as they change. The filter lives in the address. */
export function Board({ filter, first }: { filter: BoardFilter; first: BoardPage }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const options = trpc.board.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (page) => page.nextCursor ?? undefined });
  const list = useInfiniteQuery({ ...options, initialData: { pages: [first], pageParams: [null] }, staleTime: Number.POSITIVE_INFINITY });
  useBoardEvents(options.queryKey, filter);
  // What the browser kept from an earlier visit may be older than what the server has just sent.
  const pages = (list.data.pages[0]?.now ?? "") < first.now ? [first] : list.data.pages;
  const rows = pages.flatMap(({ items }) => items);
  const active = useRowKeys(rows, (row) => router.push(`/incidents/${row.reference}`));
  const [wanted, setWanted] = useOptimistic(filter);
  const change = (next: Partial<BoardFilter>) =>
    startTransition(() => {
      setWanted({ ...wanted, ...next });
      router.replace(`/incidents?${boardQuery({ ...wanted, ...next })}`, { scroll: false });
    });
  const critical = rows.filter(({ severity, kind, endedAt }) => severity === "SEV1" && kind === "real" && endedAt === null);
  return (
    <div className="mx-auto grid max-w-[1280px] grid-cols-1 gap-3 p-4 sm:px-6">
      <header className="flex items-center gap-3">
        <h1 className="flex-1 text-20 font-semibold">Incidents</h1>
        <SavedViews query={boardQuery(filter)} />
        <DeclareButton />
      </header>
      {critical.length > 0 ? (
        <Callout tone="bad" title={critical.length === 1 ? `A SEV1 is open: ${critical[0]?.title}` : `${critical.length} SEV1 incidents are open`} />
      ) : null}
      <BoardFilters filter={wanted} onChange={change} isPending={isChanging} />
      {rows.length === 0 ? <EmptyBoard filter={filter} onReset={() => router.replace("/incidents")} /> : null}
      <ul aria-label="Incidents" className="divide-y divide-line">
        {rows.map((row, index) => (
          <BoardLine key={row.id} row={row} readAt={first.now} isActive={index === active} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="flex justify-center py-2">
          <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Up and down by `j` and `k` or arrows; the row has the focus, so Enter opens it, and so does `o`. */
function useRowKeys(rows: BoardRow[], open: (row: BoardRow) => void): number {
  const [active, setActive] = useState(-1);
  const move = (step: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, active + step));
    setActive(next);
    document.getElementById(`row-${rows[next]?.id}`)?.querySelector("a")?.focus();
  };
  const group = "Board";
  useShortcut("j", () => move(1), { label: "Next incident", group });
  useShortcut("k", () => move(-1), { label: "Previous incident", group });
  useShortcut("arrowdown", () => move(1), { label: "Next incident", group });
  useShortcut("arrowup", () => move(-1), { label: "Previous incident", group });
  useShortcut("o", () => rows[active] && open(rows[active]), { label: "Open the incident", group });
  return active;
}

function EmptyBoard({ filter, onReset }: { filter: BoardFilter; onReset: () => void }) {
  if (boardQuery(filter) !== "") {
    return (
      <EmptyState title="No incident fits" action={<Button onClick={onReset}>Show all open incidents</Button>}>
        Nothing matches these filters. Private incidents are only found by the people named on them.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="All is calm" action={<DeclareButton />}>
      No incident is open. When something breaks, declare it here or press <b>c</b>: title and severity are enough. To practise, declare one as a
      drill; nobody is told.
    </EmptyState>
  );
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useCommand } from "#components/forms/use-command.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { BoardItem, ListActionItems, TrackerChoice } from "#lib/contracts/action-item.ts";
import type { Page } from "#lib/contracts/page.ts";
import { ACTION_ITEM_STATE_LABELS, ACTION_ITEM_STATES, type ActionItemState } from "#lib/contracts/postmortem-terms.ts";
import { lessonWords } from "#lib/describe-lesson.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { LearnTabs } from "./learn-tabs.tsx";
import { Ticket } from "./ticket.tsx";

const FILTERS = [
  { value: "open", label: "Open" },
  { value: "overdue", label: "Overdue" },
  { value: "done", label: "Done or dropped" },
  { value: "all", label: "All" },
] as const;
const STATES = ACTION_ITEM_STATES.map((value) => ({ value, label: ACTION_ITEM_STATE_LABELS[value] }));

type Filter = NonNullable<ListActionItems["state"]>;

/** What is to be done after all incidents, what is due first, first. */
export function ActionItemsPage({ first }: { first: Page<BoardItem> }) {
  const trpc = useTRPC();
  const [state, setState] = useState<Filter>("open");
  const [search, setSearch] = useState("");
  const q = useDeferredValue(search);
  const isFirst = state === "open" && q === "";
  const { data } = useQuery({
    ...trpc.actionItems.list.queryOptions({ state, q, limit: 200 }),
    ...(isFirst ? { initialData: first } : {}),
    placeholderData: (old) => old,
    staleTime: 0,
  });
  const items = data?.items ?? [];
  const { me } = useConsole();
  const { data: trackers = [] } = useQuery({ ...trpc.actionItems.trackers.queryOptions(), enabled: me.role !== "viewer" });
  return (
    <>
      <PageHeader title="Action items" tabs={<LearnTabs />} />
      <div className="mx-auto grid max-w-5xl gap-3 p-4 sm:px-6">
        <div className="grid grid-cols-[minmax(0,1fr)_160px] gap-2">
          <Input label="Search" isLabelHidden placeholder="Words, people or references" value={search} onChange={setSearch} />
          <Select label="Show" isLabelHidden value={state} options={FILTERS} onChange={setState} />
        </div>
        {items.length === 0 ? (
          <EmptyState title={isFirst ? "Nothing is open" : "Nothing here"} icon={<ListChecks size={16} />}>
            Action items come from postmortems: what removes a cause, closes a gap, or makes the next response better. Each has an owner and a day.
          </EmptyState>
        ) : (
          <ul aria-label="Action items" className="divide-y divide-line border-y border-line">
            {items.map((item) => (
              <Item key={item.id} item={item} trackers={trackers} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function Item({ item, trackers }: { item: BoardItem; trackers: TrackerChoice[] }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { me } = useConsole();
  const change = useCommand(trpc.actionItems.change.mutationOptions(), () =>
    client.invalidateQueries({ queryKey: trpc.actionItems.list.queryKey() }),
  );
  const move = (state: ActionItemState) => {
    change.mutate({ reference: item.reference, id: item.id, state, version: item.version });
    if (state === "done" || state === "dropped")
      toast.done(`${ACTION_ITEM_STATE_LABELS[state]}: ${item.title}`, {
        undo: () => change.mutate({ reference: item.reference, id: item.id, state: item.state }),
      });
  };
  const owner = item.owner?.name ?? item.team;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 py-2.5 text-13">
      <span className="pt-1.5 font-mono text-12 text-ink-soft">{item.priority}</span>
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          <bdi>{item.title}</bdi>
        </p>
        <p className="text-12 text-ink-faint">
          {owner || "nobody yet"} · {item.dueOn ?? "no day"} ·{" "}
          <Link href={`/incidents/${item.reference}/postmortem`} className="font-mono underline underline-offset-2">
            {item.reference}
          </Link>{" "}
          <bdi>{item.incident}</bdi>
        </p>
        {item.factor ? <p className="text-12 [overflow-wrap:anywhere] text-ink-soft">Removes: {item.factor}</p> : null}
        {item.proof ? <p className="text-12 [overflow-wrap:anywhere] text-ink-soft">Proof: {item.proof}</p> : null}
        {item.recurrences.map((later) => (
          <p key={later.reference} className="text-12 text-warn [overflow-wrap:anywhere]">
            <Link href={`/incidents/${later.reference}`} className="font-mono underline underline-offset-2">
              {later.reference}
            </Link>{" "}
            came: it {lessonWords(later)}
          </p>
        ))}
      </div>
      <div className="grid justify-items-end gap-1">
        <Select
          label={`State of ${item.title}`}
          isLabelHidden
          value={item.state}
          options={STATES}
          onChange={move}
          isDisabled={me.role === "viewer" || change.isPending}
        />
        <Ticket item={item} trackers={trackers} />
        {item.daysOverdue > 0 ? <Chip tone="warn">{`${item.daysOverdue} ${item.daysOverdue === 1 ? "day" : "days"} overdue`}</Chip> : null}
      </div>
    </li>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpenCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { RoomProvider } from "#components/incidents/room-context.tsx";
import { RoomHeader } from "#components/incidents/room-header.tsx";
import { RoomRail } from "#components/incidents/room-rail.tsx";
import { useRoom } from "#components/live/use-room.ts";
import { useConsole } from "#components/shell/organisation.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { rightsIn } from "#lib/contracts/room-rights.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { RunbookCard, RunbookRunSummary } from "#lib/contracts/runbook-run.ts";
import { isEnded } from "#lib/contracts/runbook-terms.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { RunLine } from "./run-line.tsx";
import { RunbookLine } from "./runbook-line.tsx";
import { StartButton } from "./start-button.tsx";

type First = { room: RoomView; runbooks: { items: RunbookCard[] }; runs: { items: RunbookRunSummary[]; nextCursor: string | null } };
const READ_AGAIN_MS = 3_000;

/** What runs for this incident, and which runbooks fit it. */
export function RoomRunbooks({ first }: { first: First }) {
  const { view: live } = useRoom(first.room);
  const { me } = useConsole();
  const view = useMemo(() => ({ ...live, rights: rightsIn(me, live.room) }), [live, me]);
  const [isRailOpen, setRailOpen] = useState(false);
  return (
    <RoomProvider view={view}>
      <RoomHeader view={view} onDetails={() => setRailOpen(true)} />
      <Runbooks first={first} seq={view.seq} />
      <Sheet isOpen={isRailOpen} title={view.room.reference} onClose={() => setRailOpen(false)}>
        <RoomRail />
      </Sheet>
    </RoomProvider>
  );
}

function Runbooks({ first, seq }: { first: First; seq: number }) {
  const trpc = useTRPC();
  const { me } = useConsole();
  const incident = first.room.room.reference;
  const { data: runs } = useQuery({
    ...trpc.runbooks.runs.queryOptions({ incident, limit: 50 }),
    initialData: first.runs,
    refetchInterval: READ_AGAIN_MS,
  });
  const { data: library } = useQuery({
    ...trpc.runbooks.list.queryOptions({ incident }),
    initialData: first.runbooks,
    queryHash: `runbooks ${incident} ${seq}`,
  });
  const fitting = library.items.filter(({ reasons, isArchived }) => reasons.length > 0 && !isArchived).slice(0, 5);
  const others = library.items.filter(({ slug, isArchived }) => !isArchived && !fitting.some((one) => one.slug === slug));
  const mayRun = roleHolds(me.role, "runbook.run");
  const open = runs.items.filter(({ state }) => !isEnded(state));
  const past = runs.items.filter(({ state }) => isEnded(state));
  const line = (card: RunbookCard) => (
    <RunbookLine key={card.slug} card={card} action={mayRun ? <StartButton slug={card.slug} title={card.title} incident={incident} /> : null} />
  );
  return (
    <div className="mx-auto grid max-w-[980px] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-4 sm:px-6">
      <Section title="Under way" runs={open} />
      <section aria-label="Suggested" className="grid gap-1">
        <h2 className="text-14 font-semibold">Suggested</h2>
        {fitting.length === 0 ? (
          <EmptyState
            title="None suggests itself yet"
            icon={<BookOpenCheck size={16} />}
            action={<LinkButton href={`/incidents/${incident}/investigation`}>Investigate</LinkButton>}
          >
            A runbook is suggested when a hypothesis names what it is for, or when it speaks of the same things as the incident.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line border-y border-line">{fitting.map(line)}</ul>
        )}
      </section>
      <Section title="Ran here" runs={past} />
      <details className="text-13">
        <summary className="cursor-pointer text-ink-soft">All other runbooks ({others.length})</summary>
        <ul className="mt-2 divide-y divide-line border-y border-line">{others.map(line)}</ul>
      </details>
    </div>
  );
}

function Section({ title, runs }: { title: string; runs: RunbookRunSummary[] }) {
  if (runs.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-1">
      <h2 className="text-14 font-semibold">{title}</h2>
      <ul className="divide-y divide-line border-y border-line">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
    </section>
  );
}

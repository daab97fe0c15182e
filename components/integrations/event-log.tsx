"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Payload } from "#components/alerts/payload.tsx";
import { Chip } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { EventSummary } from "#lib/contracts/integration.ts";
import type { Page } from "#lib/contracts/page.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { EVENT_TONES, EVENT_WORDS } from "./integration-words.ts";

const LOOK_MS = 3_000;

/** What an integration sent, the newest first; each opens to be read as it came. */
export function EventLog({ integrationId, first }: { integrationId: string; first: Page<EventSummary> }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState<string | null>(null);
  const options = trpc.integrations.events.infiniteQueryOptions(
    { id: integrationId, limit: 25 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  );
  const list = useInfiniteQuery({ ...options, initialData: { pages: [first], pageParams: [null] }, staleTime: 0, refetchInterval: LOOK_MS });
  const events = list.data.pages.flatMap(({ items }) => items);
  return (
    <section aria-label="Messages" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 className="text-14 font-semibold">Messages</h2>
      {events.length === 0 ? <p className="text-13 text-ink-soft">Nothing has come in yet. Send a test alert, or set it up at the sender.</p> : null}
      <ul aria-label="Messages that came in" className="divide-y divide-line border-y border-line empty:hidden">
        {events.map((event) => (
          <EventLine key={event.id} event={event} isOpen={event.id === open} onToggle={() => setOpen(event.id === open ? null : event.id)} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div>
          <Button size="sm" isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function EventLine({ event, isOpen, onToggle }: { event: EventSummary; isOpen: boolean; onToggle: () => void }) {
  const { id, state, subject, bytes, repeats, receivedAt, result } = event;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1.5 py-2 text-13">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-baseline gap-x-2 text-left pointer-coarse:min-h-11"
      >
        <span>
          <Chip tone={EVENT_TONES[state]}>{EVENT_WORDS[state]}</Chip>
        </span>
        <span className="truncate">{result ?? (subject || "A message")}</span>
        <span className="text-12 whitespace-nowrap text-ink-faint">
          {bytes.toLocaleString("en")} bytes{repeats > 0 ? ` · ${repeats + 1} ×` : ""} · <TimeText at={receivedAt} format="relative" />
        </span>
      </button>
      {isOpen ? <Payload id={id} /> : null}
    </li>
  );
}

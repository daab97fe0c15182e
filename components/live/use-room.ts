"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { appendPage, applyEvent } from "./apply-event.ts";
import { connectionStore } from "./connection.ts";
import { openEventStream } from "./event-stream.ts";

const OLDER = 50;

/** The room of an incident, kept up to the present: painted from the server's first view, then each event is folded in once. */
export function useRoom(first: RoomView): { view: RoomView; loadOlder: () => Promise<void>; reload: () => Promise<void> } {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { reference } = first.room;
  const options = trpc.room.read.queryOptions({ reference });
  const { data } = useQuery({ ...options, initialData: first, staleTime: Number.POSITIVE_INFINITY });
  const view = data.seq >= first.seq ? data : first;
  const change = useCallback(
    (fold: (view: RoomView) => RoomView) => client.setQueryData<RoomView>(options.queryKey, (old) => (old ? fold(old) : old)),
    [client, options.queryKey],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: one stream a room; the cursor it starts from is the first view's.
  useEffect(
    () =>
      openEventStream({
        url: (after) => `/api/v1/incidents/${reference}/events?after=${after}`,
        after: client.getQueryData<RoomView>(options.queryKey)?.seq ?? first.seq,
        events: {
          message: (entry) => change((old) => applyEvent(old, entry as TimelineEntry)),
          presence: (present) => change((old) => ({ ...old, present: present as PersonRef[] })),
          inbox: () => window.dispatchEvent(new Event("muster:inbox")),
          queue: () => window.dispatchEvent(new Event("muster:queue")),
          runs: () => window.dispatchEvent(new Event("muster:runs")),
          beat: () => undefined,
        },
        onState: (state) => connectionStore.report(state),
      }),
    [reference],
  );

  const loadOlder = useCallback(async () => {
    const cursor = client.getQueryData<RoomView>(options.queryKey)?.nextCursor;
    if (!cursor) return;
    const page = await client.fetchQuery(trpc.room.entries.queryOptions({ reference, cursor, limit: OLDER }));
    change((old) => appendPage(old, page));
  }, [client, options.queryKey, trpc, reference, change]);

  const reload = useCallback(() => client.invalidateQueries({ queryKey: options.queryKey }), [client, options.queryKey]);
  return { view, loadOlder, reload };
}

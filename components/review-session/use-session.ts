"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { openEventStream } from "#components/live/event-stream.ts";
import type { ReviewSession } from "#lib/contracts/review-session.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** The sessions of a postmortem, live: what others do in the meeting is seen here at once. */
export function useSessions(reference: string, first: ReviewSession[], after: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery({ ...trpc.postmortems.sessions.queryOptions({ reference }), initialData: first, staleTime: 0 });
  const refresh = useCallback(() => {
    void queries.invalidateQueries({ queryKey: trpc.postmortems.sessions.queryKey({ reference }) });
    void queries.invalidateQueries({ queryKey: trpc.actionItems.list.queryKey({ reference, state: "all" }) });
  }, [queries, trpc, reference]);
  useEffect(
    () =>
      openEventStream({
        url: (seen) => `/api/live/postmortems/${reference}?after=${seen}`,
        after,
        events: { changed: refresh, message: () => undefined, cursor: () => undefined, beat: () => undefined },
        onState: (state) => state === "open" && refresh(),
      }),
    [reference, after, refresh],
  );
  return { sessions: data, refresh };
}

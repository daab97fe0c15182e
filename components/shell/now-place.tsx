"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, useEffect } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";
import { Place } from "./place.tsx";

/** What arms a deadline for somebody without a message to them is found by looking again. */
const LOOK_AGAIN_MS = 60_000;

/** The way to the Now queue, with how many decisions wait there. When it hears that they changed, every queue on the page is read again. */
export function NowPlace(place: ComponentProps<typeof Place>) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.deadlines.queue.queryOptions({});
  const everyQueue = trpc.deadlines.pathKey();
  const { data } = useQuery({ ...options, refetchInterval: LOOK_AGAIN_MS, select: ({ items }) => items.length });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one listener for the page.
  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: everyQueue });
    const reasons = ["muster:inbox", "muster:queue"];
    for (const reason of reasons) window.addEventListener(reason, refresh);
    return () => {
      for (const reason of reasons) window.removeEventListener(reason, refresh);
    };
  }, []);
  return <Place {...place} count={data ?? 0} />;
}

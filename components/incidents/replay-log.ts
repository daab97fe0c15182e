"use client";

import { useQuery } from "@tanstack/react-query";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";

const PAGE = 2_000;

/** The whole log of an incident, oldest first, for whoever steps through it. */
export function useWholeLog(reference: string) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ["replay", reference],
    queryFn: () => readWholeLog((after) => client.room.log.query({ reference, after, limit: PAGE })),
    staleTime: 0,
  });
}

async function readWholeLog(read: (after: number) => Promise<TimelineEntry[]>): Promise<TimelineEntry[]> {
  const log: TimelineEntry[] = [];
  for (;;) {
    const page = await read(log.at(-1)?.seq ?? 0);
    log.push(...page);
    if (page.length < PAGE) return log;
  }
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { EscalationStatus } from "#lib/contracts/escalation/status.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** While messages are on their way their states change without a fact on the timeline. */
const [UNDER_WAY_MS, AT_REST_MS] = [2_000, 15_000];
const TOLD = ["declared", "page", "acknowledgement", "escalation", "severity", "impact", "status", "update", "role", "hypothesis"];

/** Who was notified and what comes next, read again when the timeline tells of it, and while messages are under way. */
export function useEscalation({ room: { reference }, entries }: RoomView, first: EscalationStatus): EscalationStatus {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.escalation.read.queryOptions({ reference });
  const { data } = useQuery({
    ...options,
    initialData: { markdown: "", ...first },
    staleTime: 0,
    refetchInterval: (query) => (isUnderWay(query.state.data) ? UNDER_WAY_MS : AT_REST_MS),
  });
  const last = Math.max(0, ...entries.flatMap(({ fact, seq }) => (TOLD.includes(fact.kind) ? [seq] : [])));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each entry of these kinds changes it.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: options.queryKey });
  }, [last]);
  return data;
}

function isUnderWay(status: EscalationStatus | undefined): boolean {
  return (
    status?.notifications.some(({ answer, deliveries }) => !answer && deliveries.some(({ state }) => state === "waiting" || state === "sending")) ??
    false
  );
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads people, teams and invitations again wherever they are shown. */
export function usePeopleChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(() => {
    for (const { queryKey } of [trpc.people.pathFilter(), trpc.teams.pathFilter()]) void client.invalidateQueries({ queryKey });
    router.refresh();
  }, [client, router, trpc]);
}

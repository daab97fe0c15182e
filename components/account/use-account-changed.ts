"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads one's account again wherever it is shown: on its page, and in the frame around every page. */
export function useAccountChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(() => {
    for (const { queryKey } of [trpc.account.pathFilter(), trpc.people.pathFilter()]) void client.invalidateQueries({ queryKey });
    router.refresh();
  }, [client, router, trpc]);
}

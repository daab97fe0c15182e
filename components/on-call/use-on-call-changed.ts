"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads schedules, shifts and swaps again wherever they are shown. */
export function useOnCallChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: trpc.oncall.pathKey() });
    router.refresh();
  }, [client, router, trpc]);
}

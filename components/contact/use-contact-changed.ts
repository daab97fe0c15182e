"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads again by what one is reached, wherever it is shown. */
export function useContactChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: trpc.contact.pathKey() }), [client, trpc]);
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads connections again wherever they are shown. */
export function useConnectionsChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: trpc.connections.pathFilter().queryKey }), [client, trpc]);
}

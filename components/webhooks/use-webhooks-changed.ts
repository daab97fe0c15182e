"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads webhooks and their deliveries again wherever they are shown. */
export function useWebhooksChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: trpc.webhooks.pathFilter().queryKey }), [client, trpc]);
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Reads alerts again wherever they are shown. */
export function useAlertsChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: trpc.alerts.pathFilter().queryKey });
  }, [client, trpc]);
}

/** Reads alerts again when some changed on the server. */
export function useAlertsLive(): void {
  const changed = useAlertsChanged();
  useEffect(() => {
    window.addEventListener("muster:alerts", changed);
    return () => window.removeEventListener("muster:alerts", changed);
  }, [changed]);
}

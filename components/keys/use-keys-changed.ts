"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Has both lists of keys read again. */
export function useKeysChanged(): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: trpc.keys.list.queryKey() });
}

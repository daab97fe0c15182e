"use client";

import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { toast } from "#components/ui/toast.tsx";
import { problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** Watches an incident, or no longer; said with an undo. */
export function useWatch(reference: string): (isWatching: boolean) => void {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.incidents.watch.mutationOptions({ onError: (error) => toast.failed(problemFrom(error).detail) }));
  return useCallback(
    (isWatching: boolean) =>
      mutate(
        { reference, isWatching },
        {
          onSuccess: () =>
            toast.done(isWatching ? "You watch this incident." : "You no longer watch this incident.", {
              undo: () => mutate({ reference, isWatching: !isWatching }),
            }),
        },
      ),
    [mutate, reference],
  );
}

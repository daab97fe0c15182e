"use client";

import { type UseMutationOptions, type UseMutationResult, useMutation } from "@tanstack/react-query";
import { toast } from "#components/ui/toast.tsx";
import { type Problem, problemFrom } from "#lib/trpc/client.tsx";

type Command<D, E, V, C> = UseMutationResult<D, E, V, C> & { problem: Problem | null };

/** A change of the room from a form: says failures that belong to no field, and calls `onDone` when it stands. */
export function useRoomCommand<D, E, V, C>(options: UseMutationOptions<D, E, V, C>, onDone?: (data: D) => void): Command<D, E, V, C> {
  const mutation = useMutation<D, E, V, C>({
    ...options,
    onSuccess: (data) => onDone?.(data),
    onError: (error) => {
      const problem = problemFrom(error);
      if (problem.errors.length === 0 && !problem.conflict) toast.failed(problem.detail);
    },
  });
  return { ...mutation, problem: mutation.error ? problemFrom(mutation.error) : null };
}

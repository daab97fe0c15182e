"use client";

import { type UseMutationOptions, type UseMutationResult, useMutation } from "@tanstack/react-query";
import { toast } from "#components/ui/toast.tsx";
import { type Problem, problemFrom } from "#lib/trpc/client.tsx";
import { proofStore } from "./proof.ts";

type Command<D, E, V, C> = UseMutationResult<D, E, V, C> & { problem: Problem | null };

/**
 * A change from a form: says failures that belong to no field, and calls `onDone` when it stands. Where the server first wants to know who
 * is asking, it asks for that and then sends the same change again.
 */
export function useCommand<D, E, V, C>(options: UseMutationOptions<D, E, V, C>, onDone?: (data: D) => void): Command<D, E, V, C> {
  const mutation = useMutation<D, E, V, C>({
    ...options,
    onSuccess: (data) => onDone?.(data),
    onError: (error, variables) => {
      const problem = problemFrom(error);
      if (problem.code === "step_up_required") proofStore.ask(() => mutation.mutate(variables));
      else if (problem.errors.length === 0 && !problem.conflict) toast.failed(problem.detail);
    },
  });
  return { ...mutation, problem: mutation.error ? problemFrom(mutation.error) : null };
}

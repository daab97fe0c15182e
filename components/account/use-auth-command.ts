"use client";

import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { proofStore } from "#components/forms/proof.ts";
import { authProblem } from "#lib/auth-client.ts";

type Refusal = Parameters<typeof authProblem>[0];
type Answer<D> = { data: D; error: null } | { data: null; error: Refusal };

class RefusedError extends Error {
  readonly code: string | undefined;
  constructor(refusal: Refusal) {
    super(authProblem(refusal));
    this.code = refusal.code;
  }
}

/**
 * A call of `authClient` as a mutation, with its refusal in words. Where the server first wants to know who is asking, it asks for that and
 * then calls again.
 */
export function useAuthCommand<I, D>(
  call: (input: I) => Promise<Answer<D>>,
  onDone: (data: D, input: I) => void,
): UseMutationResult<D, RefusedError, I> & { refusal: string | null } {
  const mutation = useMutation<D, RefusedError, I>({
    mutationFn: async (input) => {
      const answer = await call(input).catch((): Answer<D> => ({ data: null, error: {} }));
      if (answer.error !== null) throw new RefusedError(answer.error);
      return answer.data;
    },
    onSuccess: onDone,
    onError: ({ code }, input) => {
      if (code === "step_up_required") proofStore.ask(() => mutation.mutate(input));
    },
  });
  const { error } = mutation;
  return { ...mutation, refusal: error && error.code !== "step_up_required" ? error.message : null };
}

import { QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";

const MAX_TRIES = 6;

/** True for answers that mean "not now": no connection, or a server that is overloaded or starting. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const status = (error.data as { problem?: { status?: number } } | undefined)?.problem?.status;
  return status === undefined || status === 503;
}

/** Live events keep what is shown fresh, so nothing is read again by the clock or on focus. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => isPassing(error) && count < MAX_TRIES,
        retryDelay: (count) => Math.min(8_000, 500 * 2 ** count),
      },
      mutations: {
        networkMode: "always",
        retry: (count, error) => isPassing(error) && count < MAX_TRIES,
        retryDelay: (count) => Math.min(8_000, 500 * 2 ** count),
      },
    },
  });
}

"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { v4 as newRequestKey } from "uuid";
import type { FieldConflict } from "#lib/contracts/errors.ts";
import type { AppRouter } from "#server/api/root.ts";
import { createQueryClient } from "./query-client.ts";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

/** Gives pages the API: reads travel together, each change alone. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState<QueryClient>(createQueryClient);
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ type }) => type === "mutation",
          true: httpLink({ url: "/api/trpc", headers: ({ op }) => ({ "idempotency-key": requestKeyOf(op.input) }) }),
          false: httpBatchLink({ url: "/api/trpc", maxURLLength: 4_000 }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

const requestKeys = new WeakMap<object, string>();

/** One name for each change that was asked for: sending the same one again, after its answer was lost, keeps its name. */
function requestKeyOf(input: unknown): string {
  if (typeof input !== "object" || input === null) return newRequestKey();
  const key = requestKeys.get(input) ?? newRequestKey();
  requestKeys.set(input, key);
  return key;
}

export type Problem = { code: string; status: number; detail: string; errors: { path: string; message: string }[]; conflict: FieldConflict | null };

/** What went wrong in words for people, from any error that a call can throw. */
export function problemFrom(error: unknown): Problem {
  const problem = error instanceof TRPCClientError ? (error.data as { problem?: Problem } | undefined)?.problem : undefined;
  if (problem) return problem;
  return {
    code: "unavailable",
    status: 0,
    detail: "The server cannot be reached. What you typed is kept; try again when the connection is back.",
    errors: [],
    conflict: null,
  };
}

/** The message for one field of a form, if the server refused that one. */
export function fieldError(problem: Problem | null, path: string): string | null {
  return problem?.errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message ?? null;
}

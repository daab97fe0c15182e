import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import type { StorageState } from "./people.ts";

export type Api = ReturnType<typeof createTRPCClient<AppRouter>>;

/** The API by the cookies of somebody who signed in: for what a story needs but does not tell. */
export function apiWith(url: string, state: StorageState | null): Api {
  const cookie = (state?.cookies ?? []).map(({ name, value }) => `${name}=${value}`).join("; ");
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/api/trpc`, headers: cookie ? { cookie } : {} })] });
}

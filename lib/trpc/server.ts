import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { ServerCaller } from "#server/api/root.ts";
import type { OperationHelp, SignedIn } from "./bridge.ts";

/** The API and the session of the request that is being rendered. */
export const request = cache(async () => {
  const { musterBridge } = globalThis;
  if (!musterBridge) throw new Error("Pages are rendered inside Muster's web process. Start it with `npm start` or `npm run dev`.");
  return musterBridge.forRequest(await headers());
});

/** The signed-in person; everybody else is sent to sign in and comes back here after. */
export async function requirePerson(): Promise<SignedIn> {
  const { session } = await request();
  if (session) return session;
  const path = (await headers()).get("x-muster-path") ?? "/incidents";
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Reads through the API for a page. What does not exist for this person shows the not-found page. */
export async function load<T>(read: (api: ServerCaller) => Promise<T>): Promise<T> {
  await requirePerson();
  const { caller } = await request();
  try {
    return await read(caller);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "NOT_FOUND" || code === "FORBIDDEN" || (error as { name?: string }).name === "ZodError" || code === "BAD_REQUEST") notFound();
    throw error;
  }
}

/** What scripts can do here. */
export function readOperations(): OperationHelp[] {
  return globalThis.musterBridge?.operations() ?? [];
}

import type { ServerCaller } from "#server/api/root.ts";

export type SignedIn = {
  person: { id: string; name: string; handle: string; email: string; role: "viewer" | "responder" | "admin" };
  sessionId: string;
};

/** How server components reach the API inside the web process: set on globalThis by server/web.ts before Next renders. */
export type MusterBridge = {
  forRequest(headers: Headers): Promise<{ caller: ServerCaller; session: SignedIn | null }>;
};

declare global {
  var musterBridge: MusterBridge | undefined;
}

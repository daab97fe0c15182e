import type { ServerCaller } from "#server/api/root.ts";

export type SignedIn = {
  person: { id: string; name: string; handle: string; email: string; role: "viewer" | "responder" | "admin" };
  sessionId: string;
};

/** One operation of the API, as its documentation shows it. */
export type OperationHelp = {
  name: string;
  about: string;
  method: string;
  path: string;
  subject: string;
  permission: string;
  risk: string;
  fields: { name: string; place: "path" | "query" | "body"; type: string; isRequired: boolean; note: string }[];
  example: Record<string, unknown>;
};

/** How server components reach the API inside the web process: set on globalThis by server/web.ts before Next renders. */
export type MusterBridge = {
  /** What scripts can do, for the page that explains it. */
  operations(): OperationHelp[];
  forRequest(headers: Headers): Promise<{ caller: ServerCaller; session: SignedIn | null }>;
};

declare global {
  var musterBridge: MusterBridge | undefined;
}

import { join } from "node:path";
import { env, publicUrl } from "#server/platform/env.ts";

/** Where the public reads status pages: STATUS_URL, or the status server on this machine. */
export function statusUrl(): string {
  const { STATUS_URL, HOST, STATUS_PORT } = env();
  const host = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(HOST) ? "localhost" : HOST;
  return STATUS_URL?.replace(/\/$/, "") ?? `http://${host}:${STATUS_PORT}`;
}

/** Where a page is read: at the status server, or at the console when one has to sign in. */
export function urlOfPage(slug: string, audience: string): string {
  return audience === "sign-in" ? `${publicUrl()}/status/${slug}` : `${statusUrl()}/${slug}`;
}

/** `public`: what the status server serves. `inside`: what the console serves to people who signed in. `tray`: forms that were sent. */
export function statusFolder(part: "public" | "inside" | "tray"): string {
  return join(env().MUSTER_DATA_DIR, "status", part);
}

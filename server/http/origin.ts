import type { IncomingMessage } from "node:http";
import { publicUrl } from "#server/platform/env.ts";
import { ForbiddenError } from "#server/platform/errors.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses a change that another site's page sent with this browser's cookie. Requests without Origin come from no browser page. */
export function requireSameOrigin(req: IncomingMessage): void {
  if (SAFE.has(req.method ?? "GET")) return;
  const origin = req.headers.origin;
  const site = req.headers["sec-fetch-site"];
  if (site === "same-origin" || (origin === undefined && site === undefined)) return;
  if (origin && isOurs(origin, req.headers.host)) return;
  throw new ForbiddenError("This request came from another site. Open Muster itself and try again; if it runs behind a proxy, set MUSTER_URL.");
}

function isOurs(origin: string, host: string | undefined): boolean {
  return origin === new URL(publicUrl()).origin || (URL.canParse(origin) && new URL(origin).host === host);
}

import type { IncomingMessage } from "node:http";
import { env } from "#server/platform/env.ts";

/** Where a request came from. A proxy's word counts only with MUSTER_TRUST_PROXY. */
export function addressOf(req: IncomingMessage): string {
  const forwarded = env().MUSTER_TRUST_PROXY ? req.headers["x-forwarded-for"] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join(",") : forwarded)?.split(",").at(-1)?.trim();
  return last || req.socket.remoteAddress || "unknown";
}

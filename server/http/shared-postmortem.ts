import { NotFoundError } from "#server/platform/errors.ts";
import { readShared } from "#server/postmortems/index.ts";
import type { Exchange } from "./routes.ts";

/** A postmortem for readers without an account; its address is the secret. */
export async function sendSharedPostmortem({ res, params }: Exchange): Promise<void> {
  const token = /^[\w-]{43}$/.exec(params.token ?? "")?.[0];
  const html = token ? await readShared(token) : null;
  if (html === null) throw new NotFoundError("There is no document at this address, or its link was taken back. Ask whoever sent it for a new one.");
  res.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox allow-popups",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  });
  res.end(html);
}

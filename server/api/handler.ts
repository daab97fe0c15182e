import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { readBody } from "#server/http/respond.ts";
import type { Exchange } from "#server/http/routes.ts";
import { log } from "#server/platform/log.ts";
import { appRouter } from "./root.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** Everything under `/api/trpc`: queries and mutations of the console. */
export async function handleTrpc({ req, res, ctx }: Exchange): Promise<void> {
  const body = req.method === "POST" ? new Uint8Array(await readBody(req, MAX_BODY_BYTES)) : undefined;
  const headers = { "content-type": req.headers["content-type"] ?? "application/json" };
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(new URL(req.url ?? "/", "http://localhost"), { method: req.method, headers, body }),
    router: appRouter,
    createContext: () => ctx,
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        log.error({ path, error: error.cause instanceof Error ? error.cause.stack : error.stack }, "A procedure failed.");
    },
  });
  res.writeHead(response.status, { ...Object.fromEntries(response.headers), "cache-control": "no-store" });
  res.end(Buffer.from(await response.arrayBuffer()));
}

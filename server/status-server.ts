import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { createHandler, openShelf, openTray } from "./status-server/index.ts";

/**
 * The status pages, from memory. This process imports nothing of the rest and knows no database: whatever happens to the console, it answers.
 * All that it has are the snapshots that the worker leaves in a directory.
 */
const { HOST = "127.0.0.1", STATUS_PORT = "3001", MUSTER_DATA_DIR = ".muster", MUSTER_TRUST_PROXY = "" } = process.env;
const isBehindProxy = /^(1|true|yes|on)$/i.test(MUSTER_TRUST_PROXY);
const directory = resolve(MUSTER_DATA_DIR, "status");
const say = (level: "info" | "warn", msg: string): void =>
  console.log(JSON.stringify({ level, time: new Date().toISOString(), process: "status", msg }));

const shelf = await openShelf(join(directory, "public"), (message) => say("warn", message));
const tray = await openTray(join(directory, "tray"));
const handle = createHandler({ shelf, tray, base: "", addressOf });

/** A slow reader holds its own socket and nothing else; headers that trickle are cut off after five seconds. */
const server = createServer(
  {
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8 * 1024,
    noDelay: true,
  },
  (req, res) => {
    if (req.url === "/healthz") return health(res);
    handle(req, res).catch((error: unknown) => {
      say("warn", `A request failed: ${error instanceof Error ? error.message : String(error)}`);
      if (!res.headersSent) res.writeHead(500, { "cache-control": "no-store" });
      res.end();
    });
  },
);
server.maxConnections = 20_000;
server.maxRequestsPerSocket = 10_000;
// Who takes nothing of an answer for half a minute is not reading it.
server.timeout = 30_000;
server.listen({ port: Number(STATUS_PORT), host: HOST, backlog: 4_096 }, () =>
  say("info", `Status pages are served at http://${HOST}:${STATUS_PORT}`),
);

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
if (process.connected) process.once("disconnect", stop);

function stop(): void {
  shelf.close();
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 3_000).unref();
}

function health(res: ServerResponse): void {
  const pulse = shelf.pulse();
  const body = {
    status: "ok",
    pages: shelf.pages.size,
    secondsSinceWritten: pulse === null ? null : Math.max(0, Math.round((Date.now() - pulse) / 1_000)),
  };
  res.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  res.end(JSON.stringify(body));
}

function addressOf(req: IncomingMessage): string {
  const forwarded = isBehindProxy
    ? String(req.headers["x-forwarded-for"] ?? "")
        .split(",")
        .at(-1)
        ?.trim()
    : "";
  const address = forwarded || (req.socket.remoteAddress ?? "");
  return address.includes(":") && !address.startsWith("::ffff:") ? address.split(":").slice(0, 4).join(":") : address;
}

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export type Wanted = { method: string; path: string; query: URLSearchParams; body: string; headers: Record<string, string> };
/** `isHalf`: the connection breaks in the middle of the body. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string>; isHalf?: boolean } | "silence" | "cut";
type Route = Reply | ((wanted: Wanted) => Reply | Promise<Reply>);

/**
 * The far side of a connection, on this machine: answers paths as told, 404 what it does not know, and keeps what it was asked. `routes` may be
 * changed at any time; a path ends with `*` where it only begins so.
 */
export async function startFarSide(routes: Record<string, Route> = {}) {
  const asked: Wanted[] = [];
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      const wanted = wantedOf(req, Buffer.concat(parts).toString("utf8"));
      asked.push(wanted);
      void Promise.resolve(replyTo(far.routes, wanted)).then((reply) => answer(res, reply));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const far = { asked, routes, host, url: `http://${host}`, close };
  function close(): Promise<void> {
    return new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  }
  return far;
}

export type FarSide = Awaited<ReturnType<typeof startFarSide>>;

/** The body of a recorded answer of a real server: see recorded/README.md. */
export function recorded(name: string): { status: number; body: unknown } {
  const { status, body } = JSON.parse(readFileSync(join(import.meta.dirname, "recorded", `${name}.json`), "utf8"));
  return { status, body };
}

function wantedOf(req: IncomingMessage, body: string): Wanted {
  const { pathname, searchParams } = new URL(req.url ?? "/", "http://far.side");
  const headers = Object.fromEntries(Object.entries(req.headers).map(([name, value]) => [name, String(value)]));
  return { method: req.method ?? "GET", path: pathname, query: searchParams, body, headers };
}

function replyTo(routes: Record<string, Route>, wanted: Wanted): Reply | Promise<Reply> {
  const key = Object.keys(routes).find((path) => (path.endsWith("*") ? wanted.path.startsWith(path.slice(0, -1)) : path === wanted.path));
  const route = key === undefined ? { status: 404, body: { message: `there is no ${wanted.path}` } } : (routes[key] ?? "cut");
  return typeof route === "function" ? route(wanted) : route;
}

function answer(res: ServerResponse, reply: Reply): void {
  if (reply === "cut") return void res.socket?.destroy();
  if (reply === "silence") return;
  const { status = 200, body = {}, headers = {}, isHalf = false } = reply;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  res.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text), ...headers });
  if (!isHalf) return void res.end(text);
  res.write(text.slice(0, text.length / 2), () => setImmediate(() => res.socket?.destroy()));
}

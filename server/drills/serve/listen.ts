import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Request = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage["headers"]; body: string };
/** `stream`: what is written after the body, until the client goes or it calls `end`; it returns how to stop. */
export type Reply = { status: number; type: string; body: string; stream?: (write: (text: string) => void, end: () => void) => () => void };
export type Handler = (request: Request) => Reply;

export type Listening = { url: string; port: number; close(): Promise<void> };

const MOST_BODY = 1_000_000;

/** A server on loopback that answers each request by one pure function of what it shows. Port 0 takes any that is free. */
export async function listen(handler: Handler, port: number): Promise<Listening> {
  const server = createServer((incoming, response) => {
    answer(incoming, response, handler).catch((error: unknown) => send(response, { status: 500, type: "text/plain", body: String(error) }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const url = new URL(incoming.url ?? "/", "http://localhost");
  const body = await bodyOf(incoming);
  if (body === null) return send(response, { status: 413, type: "text/plain", body: "The request is larger than 1 MB." });
  const query = new URLSearchParams(url.search);
  if (/^application\/x-www-form-urlencoded/.test(incoming.headers["content-type"] ?? "")) {
    for (const [name, value] of new URLSearchParams(body)) query.append(name, value);
  }
  send(response, handler({ method: incoming.method ?? "GET", path: decodeURIComponent(url.pathname), query, headers: incoming.headers, body }));
}

async function bodyOf(incoming: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > MOST_BODY) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, { status, type, body, stream }: Reply): void {
  if (stream) {
    response.writeHead(status, { "content-type": type });
    response.write(body);
    const stop = stream(
      (text) => response.write(text),
      () => response.end(),
    );
    response.once("close", stop);
    return;
  }
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

export const json = (body: unknown, status = 200, type = "application/json"): Reply => ({ status, type, body: JSON.stringify(body) });
export const plainText = (body: string, status = 200, type = "text/plain; charset=utf-8"): Reply => ({ status, type, body });

export function hasToken({ headers }: Request, token: string | undefined): boolean {
  return token === undefined || headers.authorization === `Bearer ${token}`;
}

/** The object of a JSON body; empty where it is none. */
export function objectIn({ body }: Request): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

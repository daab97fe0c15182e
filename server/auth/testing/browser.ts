import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { handleApi } from "#server/http/handle-api.ts";

export type Browser = ReturnType<typeof openBrowser>;
type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** The real API on a real port. */
export async function startApi(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((req, res) => void handleApi(req, res));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Keeps cookies and sends its Origin, as a browser does. */
export function openBrowser(url: string, fixed: Record<string, string> = {}) {
  const cookies = new Map<string, string>();

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: { origin: url, "content-type": "application/json", ...cookieHeader(cookies), ...fixed, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
  }

  return {
    cookies,
    headers: () => new Headers(cookieHeader(cookies)),
    get: (path: string, headers?: Record<string, string>) => send("GET", path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) => send("POST", path, body, headers),
    auth: (path: string, body: unknown = {}, headers?: Record<string, string>) => send("POST", `/api/auth${path}`, body, headers),
  };
}

function cookieHeader(cookies: Map<string, string>): Record<string, string> {
  return cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ""] = line.split(";");
  const equals = pair.indexOf("=");
  const name = pair.slice(0, equals);
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(equals + 1));
}

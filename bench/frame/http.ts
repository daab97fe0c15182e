import { Agent, request } from "node:http";

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer; milliseconds: number };

/** Keeps its connections: what is measured is requests, not handshakes. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

type Asking = { cookie: string; method?: "GET" | "POST"; body?: unknown; headers?: Record<string, string> };

/** One request to its last byte. */
export function ask(url: string, { cookie, method = "GET", body, headers = {} }: Asking): Promise<Answer> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const carried: Record<string, string> = bytes ? { "content-type": "application/json", "content-length": String(bytes.length) } : {};
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const asking = request(url, { agent, method, headers: { cookie, ...carried, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks), milliseconds: performance.now() - startedAt });
      });
    });
    asking.on("error", reject);
    asking.end(bytes);
  });
}

/** Calls a command over HTTP as a browser does. @throws unless it was accepted. */
export async function command<T>(url: string, name: string, cookie: string, input: object): Promise<T> {
  return resultOf(name, await ask(`${url}/api/trpc/${name}`, { cookie, method: "POST", body: input }));
}

/** Asks a query over HTTP; answers with the data and what it took. */
export async function query<T>(url: string, name: string, cookie: string, input: object): Promise<Answer & { data: T }> {
  const answer = await ask(`${url}/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, { cookie });
  return { ...answer, data: resultOf<T>(name, answer) };
}

function resultOf<T>(name: string, { status, body }: Answer): T {
  if (status !== 200) throw new Error(`${name} was answered with ${status}: ${body.toString().slice(0, 500)}`);
  const { result } = JSON.parse(body.toString()) as { result: { data: T } };
  return result.data;
}

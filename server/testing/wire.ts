import { Agent, request } from "node:http";

export type Answer = { status: number; text: string };
export type Letter = { method?: "GET" | "POST"; path: string; body?: string | Buffer; headers?: Record<string, string> };

/** Sends bytes as they are over connections that stay open, with one person's cookie. */
export function openWire(url: string, cookie: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL(url);
  return {
    send({ method = "POST", path, body, headers = {} }: Letter): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const asking = request(
          {
            agent,
            host: target.hostname,
            port: target.port,
            method,
            path,
            headers: { origin: url, "content-type": "application/json", cookie, ...headers },
          },
          (response) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }));
            response.on("error", reject);
          },
        );
        asking.on("error", reject);
        asking.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

export type Wire = ReturnType<typeof openWire>;

/** Does `work` for each item, a few at a time, and answers in their order. */
export async function inParallel<T, R>(items: readonly T[], width: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const answers: R[] = new Array(items.length);
  let next = 0;
  const run = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) answers[index] = await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: width }, run));
  return answers;
}

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { headers: Record<string, string>; body: string };
export type Reply = { status: number; text?: string; headers?: Record<string, string> } | "silence" | "cut";

/** A receiver of webhooks on this machine that keeps what it gets. `reply` may be changed at any time. */
export async function startReceiver() {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const receiver = { received, reply: { status: 200, text: "ok" } as Reply | ((message: Received) => Reply), url: "", host: "", until, close };

  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on("data", (part: Buffer) => parts.push(part));
    req.on("end", () => {
      const message = { headers: flat(req.headers), body: Buffer.concat(parts).toString("utf8") };
      received.push(message);
      for (const one of waiting) if (received.length >= one.count) one.resolve();
      const reply = typeof receiver.reply === "function" ? receiver.reply(message) : receiver.reply;
      if (reply === "cut") req.socket.destroy();
      else if (reply !== "silence") res.writeHead(reply.status, reply.headers).end(reply.text);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  receiver.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  receiver.url = `http://${receiver.host}/hooks`;

  /** Resolves when so many messages have come. */
  function until(count: number): Promise<void> {
    return new Promise((resolve) => (received.length >= count ? resolve() : waiting.push({ count, resolve })));
  }

  function close(): Promise<void> {
    return new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  }

  return receiver;
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

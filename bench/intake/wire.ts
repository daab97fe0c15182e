import { createConnection, type Socket } from "node:net";
import type { Stretch } from "../frame/load.ts";

/** What is sent on each turn: a whole request, as bytes. */
export type Requests = (turn: number) => Buffer;
type Place = { port: number; accepts: number };

const HEAD_END = "\r\n\r\n";

/**
 * Sends requests over so many connections for a while, each when the answer before it is whole. As lean as can be, so that what is measured is
 * the server: whoever sends shares the machine with it. @throws when an answer has another status.
 */
export async function pressed(place: Place, requests: Requests, connections: number, forMs: number): Promise<Stretch> {
  let turn = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  const isOver = (): boolean => performance.now() - startedAt >= forMs;
  await each(connections, place, async (exchange) => {
    while (!isOver()) {
      const begunAt = performance.now();
      await exchange(requests(turn++));
      latencies.push(performance.now() - begunAt);
    }
  });
  return { rate: (latencies.length * 1_000) / (performance.now() - startedAt), latencies };
}

/** The same at a given rate, whatever the server does: what waits for a free connection counts as waiting. */
export async function paced(
  place: Place,
  requests: Requests,
  connections: number,
  { rate, forMs }: { rate: number; forMs: number },
): Promise<Stretch> {
  const total = Math.floor((rate * forMs) / 1_000);
  let turn = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  await each(connections, place, async (exchange) => {
    for (let mine = turn++; mine < total; mine = turn++) {
      const due = startedAt + (mine / rate) * 1_000;
      const wait = due - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      await exchange(requests(mine));
      latencies.push(performance.now() - due);
    }
  });
  return { rate: (latencies.length * 1_000) / (performance.now() - startedAt), latencies };
}

type Exchange = (request: Buffer) => Promise<void>;

async function each(connections: number, place: Place, use: (exchange: Exchange) => Promise<void>): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connect(place.port)));
  try {
    await Promise.all(sockets.map((socket) => use(exchangeOver(socket, place.accepts))));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function connect(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

function exchangeOver(socket: Socket, accepts: number): Exchange {
  let received = "";
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  socket.on("data", (bytes) => {
    received += bytes.toString("latin1");
    if (!isWhole(received)) return;
    const answer = received;
    received = "";
    if (answer.startsWith(`HTTP/1.1 ${accepts} `)) settle?.resolve();
    else settle?.reject(new Error(`It answered: ${answer.slice(0, 300)}`));
  });
  socket.on("close", () => settle?.reject(new Error("The server hung up.")));
  return (request) =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
      socket.write(request);
    });
}

function isWhole(text: string): boolean {
  const head = text.indexOf(HEAD_END);
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  if (length !== undefined) return text.length >= head + HEAD_END.length + Number(length);
  return /transfer-encoding: chunked/i.test(text.slice(0, head)) ? text.endsWith("0\r\n\r\n") : true;
}

export function requestOf(path: string, headers: Record<string, string>, body: string): Buffer {
  const lines = [`POST ${path} HTTP/1.1`, "host: localhost", "content-type: application/json", `content-length: ${Buffer.byteLength(body)}`];
  return Buffer.from(`${[...lines, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\r\n")}${HEAD_END}${body}`);
}

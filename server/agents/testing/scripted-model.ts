import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";

/** What the model does with one request. Words come in pieces; `calls` as it writes them, right or wrong. */
export type Line = {
  status?: number;
  headers?: Record<string, string>;
  text?: string | string[];
  calls?: { id?: string; name: string; arguments: string | object }[];
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
  /** Waits before the first byte. */
  delayMs?: number;
  /** Waited for before each event of the answer but the first: holds it where a test wants to look. */
  before?: (event: string) => Promise<void>;
  /** Bytes that are no answer at all. */
  raw?: string;
  /** The bytes of an answer as they arrive, one write each. */
  pieces?: Uint8Array[];
  /** Ends the connection in the middle; `hang` keeps it open and says nothing more; `endless` never stops talking. */
  end?: "cut" | "hang" | "endless";
};

export type Asked = { body: string; authorization: string | undefined; messages: { role: string; content: unknown; tool_calls?: unknown }[] };
export type Script = (asked: Asked, index: number) => Line | Promise<Line>;

/** An OpenAI-compatible interface on loopback that says what its script says, one line for each request. Only the far side is played. */
export async function playModel(script: Line[] | Script) {
  const requests: Asked[] = [];
  let count = 0;
  const play: Script = typeof script === "function" ? script : (_, index) => script[index] ?? { text: "I have nothing more to say." };
  const server = createServer((req, res) => {
    void readAll(req).then(async (body) => {
      const asked = { body, authorization: req.headers.authorization, messages: JSON.parse(body).messages };
      if (played.keepsRequests) requests.push(asked);
      count += 1;
      played.answering += 1;
      res.once("close", () => {
        played.answering -= 1;
      });
      return say(res, await play(asked, count - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const played = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    /** Answers under way. */
    answering: 0,
    /** False where there are too many to remember. */
    keepsRequests: true,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return played;
}

export type PlayedModel = Awaited<ReturnType<typeof playModel>>;

/** The bytes of an answer, event by event, for a transport without a network. */
export function eventsOf({ text = [], calls = [], usage = { prompt_tokens: 10, completion_tokens: 5 } }: Line): string[] {
  const words = (typeof text === "string" ? [text] : text).map((content) => chunk({ content }));
  const wanted = calls.map(({ id, name, arguments: input }, index) => {
    const written = typeof input === "string" ? input : JSON.stringify(input);
    return chunk({ tool_calls: [{ index, id: id ?? `c${index}`, type: "function", function: { name, arguments: written } }] });
  });
  const last = chunk({}, calls.length > 0 ? "tool_calls" : "stop");
  const counted = usage ? [event({ ...base(), choices: [], usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } })] : [];
  return [...words, ...wanted, last, ...counted, "data: [DONE]\n\n"];
}

async function say(res: ServerResponse, line: Line): Promise<void> {
  if (line.delayMs) await pause(line.delayMs);
  if (line.status && line.status !== 200) {
    res.writeHead(line.status, { "content-type": "application/json", ...line.headers });
    return void res.end(JSON.stringify({ error: { message: "the provider's own words, with sk-secret-key in them" } }));
  }
  res.writeHead(200, { "content-type": "text/event-stream", ...line.headers });
  if (line.raw !== undefined) return void res.end(line.raw);
  if (line.pieces) return sayPieces(res, line.pieces);
  const events = eventsOf(line);
  const shown = line.end ? events.filter((written) => !written.includes('"finish_reason":"') && !written.includes("DONE")) : events;
  for (const [index, written] of shown.entries()) {
    if (index > 0) await line.before?.(written);
    res.write(written);
  }
  if (line.end === "endless") await talkOn(res);
  else if (line.end === "cut") setTimeout(() => res.destroy(), 20);
  else if (line.end !== "hang") res.end();
}

async function sayPieces(res: ServerResponse, pieces: Uint8Array[]): Promise<void> {
  res.flushHeaders();
  for (const piece of pieces) {
    res.write(piece);
    await nextTurn();
  }
  res.end();
}

async function talkOn(res: ServerResponse): Promise<void> {
  while (!res.destroyed && res.writable) {
    res.write(chunk({ content: "and on and on ".repeat(50) }));
    await pause(1);
  }
}

function base(): object {
  return { id: "answer", object: "chat.completion.chunk", created: 1, model: "scripted" };
}

function chunk(delta: object, finish_reason: string | null = null): string {
  return event({ ...base(), choices: [{ index: 0, delta, finish_reason }] });
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

async function readAll(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Io, Refusal, UsageError } from "./command.ts";

const DEFAULT_URL = "http://127.0.0.1:3000";
const ATTEMPTS = 4;

export type Client = {
  url: string;
  /** Sends and answers with the JSON that came back. A change is sent again under the same name while the console is away, so it happens once. */
  send(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Opens an event stream. */
  open(path: string, lastEventId: number | null): Promise<Response>;
};

/** The console of MUSTER_URL, with the key of MUSTER_API_KEY. */
export function clientOf(io: Io): Client {
  const url = (io.env.MUSTER_URL ?? DEFAULT_URL).replace(/\/+$/, "");
  if (!URL.canParse(url)) throw new UsageError(`MUSTER_URL is not an address: ${url}\nGive one such as ${DEFAULT_URL}`);
  const key = io.env.MUSTER_API_KEY;
  const headers = { accept: "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) };

  async function attempt(method: string, path: string, body: unknown, name: string): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "GET" ? {} : { "idempotency-key": name }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: io.signal,
    });
  }

  return {
    url,
    async send(method, path, body) {
      const name = randomUUID();
      for (let n = 1; ; n += 1) {
        const outcome = await attempt(method, path, body, name).catch((error: unknown) => asUnreachable(error, url));
        const isAway = outcome instanceof Error ? method !== "GET" : outcome.status === 503 || outcome.status === 502;
        if (isAway && n < ATTEMPTS && !io.signal.aborted) {
          await sleep(200 * 2 ** n, undefined, { signal: io.signal }).catch(() => undefined);
          continue;
        }
        if (outcome instanceof Error) throw outcome;
        return answerOf(outcome);
      }
    },
    async open(path, lastEventId) {
      const stream = new Headers({ ...headers, accept: "text/event-stream" });
      if (lastEventId !== null) stream.set("last-event-id", String(lastEventId));
      const response = await fetch(url + path, { headers: stream, signal: io.signal });
      if (!response.ok) await answerOf(response);
      return response;
    },
  };
}

function asUnreachable(error: unknown, url: string): Error {
  const { cause } = error as { cause?: { code?: string } };
  return new Refusal(`No console answers at ${url}${cause?.code ? ` (${cause.code})` : ""}. Start it, or set MUSTER_URL to where it runs.`, 0, null);
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body = parsed(text);
  if (response.ok && body !== undefined) return body;
  if (body === undefined)
    throw new Refusal(`${response.url} answers, but not as a console of Muster does (status ${response.status}).`, response.status, null);
  const { detail, errors = [] } = body as { detail?: string; errors?: { path: string; message: string }[] };
  const told =
    errors.length > 0
      ? errors.map(({ path, message }) => (path ? `${path}: ${message}` : message))
      : [detail ?? `Refused with status ${response.status}.`];
  const hint = response.status === 401 ? ["Set MUSTER_API_KEY to a key of your account (Account → API keys)."] : [];
  throw new Refusal([...told, ...hint].join("\n"), response.status, body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

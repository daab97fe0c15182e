import { Agent, type Dispatcher, request } from "undici";
import type { CheckedUrl } from "./check-url.ts";
import { OutgoingFailed } from "./failures.ts";
import type { Hop } from "./redirect-rules.ts";
import type { Address } from "./resolve.ts";

export type Answer = { status: number; headers: Record<string, string>; text: string; isCut: boolean };
export type Limits = { maxBytes: number; isCutAllowed: boolean; signal: AbortSignal; timeoutMs: number };

const LARGEST_HEAD = 32 * 1_024;

/** One request over a connection of its own, which can only go to the addresses that were checked. Follows nothing. */
export async function sendOnce({ url, host }: CheckedUrl, addresses: Address[], hop: Hop, limits: Limits): Promise<Answer> {
  const agent = pinnedAgent(addresses, limits);
  try {
    const { method, headers, body } = hop;
    const response = await request(url, { dispatcher: agent, method: method as Dispatcher.HttpMethod, headers, body, signal: limits.signal });
    const { text, isCut } = await readCapped(response.body, host, limits);
    return { status: response.statusCode, headers: single(response.headers), text, isCut };
  } finally {
    void agent.destroy();
  }
}

/** Never shared, so that no connection outlives the check that allowed it. */
function pinnedAgent(addresses: Address[], { timeoutMs }: Limits): Agent {
  return new Agent({
    connections: 1,
    pipelining: 0,
    maxHeaderSize: LARGEST_HEAD,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      timeout: timeoutMs,
      autoSelectFamily: true,
      lookup: (_host, options, done) => {
        const [first] = addresses;
        if (options.all || !first) done(null, addresses);
        else done(null, first.address, first.family);
      },
    },
  });
}

async function readCapped(body: AsyncIterable<Buffer>, host: string, { maxBytes, isCutAllowed }: Limits): Promise<{ text: string; isCut: boolean }> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes <= maxBytes) continue;
    if (!isCutAllowed) {
      throw new OutgoingFailed("too-large", `${host} answered with more than ${maxBytes.toLocaleString("en")} bytes. Ask it for less at a time.`);
    }
    return { text: Buffer.concat(parts).subarray(0, maxBytes).toString("utf8"), isCut: true };
  }
  return { text: Buffer.concat(parts).toString("utf8"), isCut: false };
}

function single(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(", ")]])));
}

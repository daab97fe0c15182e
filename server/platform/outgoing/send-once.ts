import { Agent, type Dispatcher, request } from "undici";
import type { CheckedUrl } from "./check-url.ts";
import { OutgoingFailed } from "./failures.ts";
import { keptAgent } from "./kept-agents.ts";
import type { Hop } from "./redirect-rules.ts";
import type { Address } from "./resolve.ts";

/** `bytes`: the body as it came, which `text` is the reading of. */
export type Answer = { status: number; headers: Record<string, string>; text: string; bytes: Buffer; isCut: boolean };
export type Tls = { ca?: string; cert?: string; key?: string; serverName?: string };
export type Limits = { maxBytes: number; isCutAllowed: boolean; signal: AbortSignal; timeoutMs: number; tls?: Tls | undefined; isKept?: boolean };

const LARGEST_HEAD = 32 * 1_024;

/**
 * One request over a connection of its own, or over one that is kept for the same checked addresses. It can only go to these. Follows
 * nothing.
 */
export async function sendOnce({ url, host }: CheckedUrl, addresses: Address[], hop: Hop, limits: Limits): Promise<Answer> {
  const isKept = limits.isKept === true && !limits.tls;
  const agent = isKept ? keptAgent(url.origin, addresses, () => pinnedAgent(addresses, limits)) : pinnedAgent(addresses, limits);
  try {
    const { method, headers, body } = hop;
    const response = await request(url, { dispatcher: agent, method: method as Dispatcher.HttpMethod, headers, body, signal: limits.signal });
    const { bytes, isCut } = await readCapped(response.body, host, limits);
    return { status: response.statusCode, headers: single(response.headers), text: bytes.toString("utf8"), bytes, isCut };
  } finally {
    if (!isKept) void agent.destroy();
  }
}

/** Shared only where asked for (kept-agents.ts), so that no connection outlives the check that allowed it. */
function pinnedAgent(addresses: Address[], { timeoutMs, tls, isKept }: Limits): Agent {
  return new Agent({
    ...(isKept ? { pipelining: 1, keepAliveTimeout: 2_000 } : { connections: 1, pipelining: 0 }),
    maxHeaderSize: LARGEST_HEAD,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: {
      ...trusting(tls),
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

function trusting({ ca, cert, key, serverName }: Tls = {}) {
  return { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}), ...(serverName ? { servername: serverName } : {}) };
}

async function readCapped(body: AsyncIterable<Buffer>, host: string, { maxBytes, isCutAllowed }: Limits): Promise<{ bytes: Buffer; isCut: boolean }> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes <= maxBytes) continue;
    if (!isCutAllowed) {
      throw new OutgoingFailed("too-large", `${host} answered with more than ${maxBytes.toLocaleString("en")} bytes. Ask it for less at a time.`);
    }
    return { bytes: Buffer.concat(parts).subarray(0, maxBytes), isCut: true };
  }
  return { bytes: Buffer.concat(parts), isCut: false };
}

function single(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(", ")]])));
}

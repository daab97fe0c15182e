import { MusterError } from "#server/platform/errors.ts";
import { type CheckedUrl, checkUrl } from "./check-url.ts";
import { OutgoingFailed } from "./failures.ts";
import { type Hop, isFollowed, nextHop, nextUrl } from "./redirect-rules.ts";
import { addressesOf, type Resolve, systemResolve } from "./resolve.ts";
import { type Answer, type Limits, sendOnce, type Tls } from "./send-once.ts";

/** `maxBytes`: of the answer, 1 MiB unless said. `timeoutMs`: for all of it, from name to last byte, 10 s unless said. */
export type OutgoingRequest = {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer | null;
  /** `OrganisationSettings.allowedHosts`. */
  allowedHosts: readonly string[];
  maxBytes?: number;
  timeoutMs?: number;
  /** A longer answer is cut instead of refused; for answers that are only shown. */
  isCutAllowed?: boolean;
  /** Whether redirects are followed (they are unless said). Otherwise a redirect is an answer like any other. */
  isFollowing?: boolean;
  /** The connection may be kept for the next request to the same checked addresses; for many messages to one receiver. */
  isKept?: boolean;
  /** Ends the request early; it then throws the signal's reason. */
  signal?: AbortSignal;
  /** The only authority that the far side's certificate may come from, and what proves who asks, in PEM. */
  tls?: Tls;
};

const MOST_REDIRECTS = 3;

/**
 * Sends a request to an address that somebody typed: only https (or an allowed host), every address of the host checked, the connection
 * pinned to what was checked, each redirect checked again, size and time bounded. Any status is an answer. Throws RefusedAddress (the
 * address may not be asked) and OutgoingFailed (it gave no usable answer).
 */
export async function outgoing(sent: OutgoingRequest, resolve: Resolve = systemResolve): Promise<Answer> {
  const first = checkUrl(sent.url, sent.allowedHosts);
  const { maxBytes = 1_048_576, timeoutMs = 10_000, isCutAllowed = false, tls } = sent;
  const isFollowing = sent.isFollowing ?? true;
  const isKept = sent.isKept ?? false;
  const tooLate = AbortSignal.timeout(timeoutMs);
  const signal = sent.signal ? AbortSignal.any([tooLate, sent.signal]) : tooLate;
  const hop: Hop = { method: sent.method ?? "GET", headers: sent.headers ?? {}, body: sent.body ?? null };
  try {
    return await follow(first, hop, sent.allowedHosts, { maxBytes, timeoutMs, isCutAllowed, isFollowing, isKept, signal, tls }, resolve);
  } catch (error) {
    sent.signal?.throwIfAborted();
    throw explained(error, first.url.host, tooLate, timeoutMs);
  }
}

async function follow(
  first: CheckedUrl,
  hop: Hop,
  allowedHosts: readonly string[],
  limits: Limits & { isFollowing: boolean },
  resolve: Resolve,
): Promise<Answer> {
  let target = first;
  let sending = hop;
  for (let redirects = 0; ; redirects += 1) {
    const addresses = await inTime(addressesOf(target, resolve), limits.signal);
    const answer = await sendOnce(target, addresses, sending, limits);
    if (!limits.isFollowing || !isFollowed(answer.status, sending.method)) return answer;
    if (redirects === MOST_REDIRECTS) {
      throw new OutgoingFailed("redirected", `${first.url.host} redirects more than ${MOST_REDIRECTS} times. Give the address where it ends.`);
    }
    const next = nextUrl(target.url, answer.headers.location, allowedHosts);
    sending = nextHop(sending, target.url, next.url);
    target = next;
  }
}

/** The resolver cannot be told to stop, so its answer is just no longer waited for. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, late]);
}

function explained(error: unknown, host: string, signal: AbortSignal, timeoutMs: number): MusterError {
  if (error instanceof MusterError) return error;
  const code = String((error as { code?: unknown }).code ?? "");
  if (signal.aborted || code.includes("TIMEOUT") || code === "ETIMEDOUT") {
    return new OutgoingFailed("timed-out", `${host} gave no full answer within ${timeoutMs / 1_000} s. Look whether it is up and answers at once.`);
  }
  const detail = error instanceof AggregateError ? error.errors.map(String).join("; ") : String((error as Error).message ?? error);
  return new OutgoingFailed("unreachable", `${host} could not be asked: ${detail || code}. Look whether it is up and reachable from here.`);
}

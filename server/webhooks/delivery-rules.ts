import { Webhook } from "standardwebhooks";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after the first, second … failure a message is sent again. After the last it has failed. */
export const RETRY_DELAYS_MS: readonly number[] = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR];
const LONGEST_WAIT_MS = 24 * HOUR;
const JITTER = 0.2;
const GONE = 410;

/** What an attempt met: a status with the beginning of the answer, or an error. */
export type Met = { status: number | null; answer: string; error: string | null; retryAfter?: string | undefined };
export type Outcome = { state: "delivered" | "failed" } | { state: "waiting"; delayMs: number };

/**
 * What follows from an attempt: 2xx delivers; 410 and the end of the schedule fail; everything else waits, up to a fifth longer than the
 * schedule says so that messages do not all come back at once, and as long as the receiver asked for. `chance` 0 to 1. Pure.
 */
export function outcomeOf(met: Met, failures: number, chance: number): Outcome {
  if (met.status !== null && met.status >= 200 && met.status < 300) return { state: "delivered" };
  const delay = RETRY_DELAYS_MS[failures];
  if (isGone(met) || delay === undefined) return { state: "failed" };
  return { state: "waiting", delayMs: Math.max(Math.round(delay * (1 + JITTER * chance)), askedForMs(met)) };
}

/** Whether the receiver said that it never wants anything again. Pure. */
export function isGone({ status }: Met): boolean {
  return status === GONE;
}

/** A Retry-After in seconds, at most a day; 0 for none, and for dates, which need a clock. */
function askedForMs({ retryAfter }: Met): number {
  return /^\d{1,9}$/.test(retryAfter ?? "") ? Math.min(Number(retryAfter) * SECOND, LONGEST_WAIT_MS) : 0;
}

/**
 * The headers of a message by the Standard Webhooks specification (standardwebhooks.com): one signature for each secret, so that a
 * receiver may change over at its own time. Pure.
 */
export function signedHeaders(messageId: string, at: Date, body: string, secrets: readonly string[]): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Muster-Webhooks/1",
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(at.getTime() / SECOND)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(" "),
  };
}

/** The path may be a secret, so the trail names only scheme, host and port. Pure. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}
